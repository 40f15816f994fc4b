"""“Is this already here?”: the challenges that say nearly what somebody is writing, of those that they may see."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from challenges.models import Challenge
from challenges.permissions import can_read, takes_part
from challenges.states import State
from mint.actor import Actor
from mint.search.alike import alike

MOST = 5
STATES = [state.value for state in State if state != State.WITHDRAWN]
FEWEST_LETTERS = 8  # of title and text together: fewer say nothing yet


@dataclass(frozen=True)
class Similar:
    """One of them as its reader may know it. `follow_url`: where who is signed in follows what is open."""

    title: str
    place: str
    state: str
    column: str
    url: str
    owner: str
    follow_url: str = ""
    may_join: bool = False


def similar(actor: Actor, *, title: str, problem: str, but: UUID | int | None = None) -> list[Similar]:
    """The nearest first, five at most. `but`: the draft itself, by its form's key or its id. Three statements."""
    return [_shown(row, actor) for row in similar_rows(actor, title=title, problem=problem, but=but)]


def similar_rows(actor: Actor, *, title: str, problem: str, but: UUID | int | None = None) -> list[Challenge]:
    if len(title) + len(problem) < FEWEST_LETTERS:
        return []
    found = alike("challenges.challenge", title=title, text=problem, states=STATES, most=MOST + 1)
    if not found:
        return []
    seen = Challenge.objects.visible_to(actor).select_related("municipality", "organisation").defer("search")
    rows = {row.pk: row for row in seen.filter(pk__in=[each.pk for each in found])}
    kept = [rows[each.pk] for each in found if each.pk in rows and but not in (rows[each.pk].form_key, each.pk)]
    return kept[:MOST]


def _shown(row: Challenge, actor: Actor) -> Similar:
    url = row.get_absolute_url() if row.is_public else reverse("challenges:go", args=[row.pk])
    follows = actor.is_signed_in and row.state == State.OPEN and row.organisation_id not in actor.organisation_ids
    shared = row.organisation.kind == "municipality" and bool(actor.municipality_ids)
    return Similar(
        title=row.title,
        place=row.municipality.name,
        state=row.word if takes_part(actor, row) else str(row.column.label),
        column=str(row.column.value),
        url=url,
        owner=row.organisation.name,
        follow_url=f"{url}#{'yhdessa' if shared else 'keskustelu'}" if follows and can_read(actor, row) else "",
        may_join=follows and shared,
    )
