"""The queue: what waits for an answer, with all that one chooses by. One statement however much waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import get_language

from challenges.after import answered_by
from challenges.curation.states import Stage, flag_labels
from challenges.models import Challenge
from challenges.querysets import ChallengeQuerySet
from challenges.states import State
from challenges.workflow import RETURN, UNRETURN
from mint import clock
from mint.actor import Actor
from mint.audit.models import Entry
from mint.tenancy.context import Acting

MOST_COUNTED = 100
ORDERS: Mapping[str, tuple[str, ...]] = {
    "": ("submitted_at", "id"),
    "uusin": ("-submitted_at", "-id"),
    "nimi": ("title", "id"),
}
FIELDS = (
    "id", "title", "state", "submitted_at", "version", "municipality_id", "project_id", "owner", "place", "stage", "flags",
    "assignee_id", "assignee", "came_back",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the queue. `late` is how many days ago the promised day was; `slug` whose workspace it is worked on in."""

    pk: int
    title: str
    slug: str
    owner: str
    place: str
    sent_on: date
    waited: int
    due_on: date
    late: int
    stage: str
    stage_label: str
    flags: list[str]
    assignee_id: int | None
    assignee: str
    came_back: bool
    is_mine: bool

    @property
    def url(self) -> str:
        return reverse("challenges:manage", args=[self.slug, self.pk])

    @property
    def is_free(self) -> bool:
        return self.assignee_id is None


def of_organisation(actor: Actor, organisation: Acting) -> ChallengeQuerySet:
    """What this organisation answers: a municipality its companies' and its own, a university its projects'."""
    rows = Challenge.objects.visible_to(actor).answered_by(actor)
    if organisation.kind == "municipality":
        return rows.filter(municipality_id=organisation.municipality_id or 0)
    return rows.filter(project_id__in=actor.curated_ids)


def waiting(rows: ChallengeQuerySet) -> ChallengeQuerySet:
    return rows.filter(state=State.IN_REVIEW, submitted_at__isnull=False)


def described(rows: ChallengeQuerySet) -> ChallengeQuerySet:
    """With what the curators know of it: stage, flags, assignee, and whether it has come back."""
    language = (get_language() or "fi")[:2]
    stage = Case(
        When(screening__staged_at__gte=F("submitted_at"), then=F("screening__stage")), default=Value(Stage.NEW.value)
    )
    return rows.annotate(
        owner=F("organisation__name"),
        place=F(f"municipality__name_{language}"),
        stage=stage,
        flags=F("screening__flags"),
        assignee_id=F("screening__assignee_id"),
        assignee=F("screening__assignee__name"),
        came_back=Coalesce(Subquery(_last_return()), Value(""), output_field=CharField()),
    )


def _last_return() -> Any:
    """The newest of returns and undone returns."""
    told = Entry.objects.filter(
        subject_type=Challenge._meta.label_lower, subject_id=OuterRef("pk"), verb__in=[RETURN.verb, UNRETURN.verb]
    )
    return told.order_by("-id").values("verb")[:1]


def came_back(rows: ChallengeQuerySet) -> ChallengeQuerySet:
    return rows.filter(came_back=RETURN.verb)  # type: ignore[misc]  # what `described` adds


def overdue(rows: ChallengeQuerySet) -> ChallengeQuerySet:
    """Those whose promised day has gone."""
    return rows.filter(submitted_at__lt=late_before())


def late_before() -> datetime:
    """What was sent before this moment should have been answered by yesterday."""
    day = clock.today()
    while answered_by(day) >= clock.today():
        day -= timedelta(days=1)
    return clock.at(day + timedelta(days=1), 0)


def rows_of(found: Any, slug_of: Mapping[tuple[str, int], str] | str, actor: Actor) -> list[Row]:
    """Of `values`, in their order; `slug_of` is the workspace, or which workspace answers which place and project."""
    labels, today = {stage.value: str(stage.label) for stage in Stage}, clock.today()
    return [_row(item, slug_of, labels, (today, actor.user_id)) for item in found]


def values(rows: ChallengeQuerySet) -> Any:
    return rows.values_list(*FIELDS, named=True)


def _row(item: Any, slug_of: Any, labels: Mapping[str, str], now: tuple[date, int | None]) -> Row:
    sent = clock.day_of(item.submitted_at)
    due = answered_by(sent)
    today, me = now
    return Row(
        pk=item.id,
        title=item.title,
        slug=slug_of if isinstance(slug_of, str) else _workspace(item, slug_of),
        owner=item.owner,
        place=item.place,
        sent_on=sent,
        waited=(today - sent).days,
        due_on=due,
        late=max(0, (today - due).days),
        stage=item.stage,
        stage_label=labels[item.stage],
        flags=flag_labels(item.flags or []),
        assignee_id=item.assignee_id,
        assignee=item.assignee or "",
        came_back=item.came_back == RETURN.verb,
        is_mine=item.assignee_id is not None and item.assignee_id == me,
    )


def _workspace(item: Any, slug_of: Mapping[tuple[str, int], str]) -> str:
    return slug_of.get(("place", item.municipality_id)) or slug_of.get(("project", item.project_id or 0), "")


def next_of(rows: list[Row]) -> Row | None:
    """The first that is nobody else's to answer; where all are, the first."""
    return next((row for row in rows if row.is_free or row.is_mine), rows[0] if rows else None)


def counted(rows: ChallengeQuerySet) -> int:
    """At most a hundred and one: more is said as “over 100”."""
    return rows.order_by().values("pk")[: MOST_COUNTED + 1].count()


def answers(organisations: tuple[Acting, ...]) -> list[Acting]:
    """Those of one's organisations for which one answers challenges."""
    return [each for each in organisations if {"coordinator", "curator"} & each.roles]


def of_person(actor: Actor) -> ChallengeQuerySet:
    """Over all organisations for which this person answers."""
    return Challenge.objects.visible_to(actor).answered_by(actor)


def narrowed(rows: ChallengeQuerySet, chosen: Mapping[str, Any], actor: Actor) -> ChallengeQuerySet:
    """By the query string: see `forms.QueueFilter`."""
    stage, waits, whose = chosen.get("tila"), chosen.get("odottaa"), chosen.get("kenelle")
    found = described(rows)
    if stage == Stage.OWNER:  # returned ones wait for their owner too
        found = found.filter(
            Q(state=State.RETURNED) | Q(state=State.IN_REVIEW, stage=Stage.OWNER), submitted_at__isnull=False
        )
    else:
        found = waiting(found)
        found = found.filter(stage=stage) if stage else found  # type: ignore[misc]  # what `described` adds
    if waits == "uudelleen":
        found = came_back(found)
    elif waits:
        found = overdue(found)
    if whose:
        assignee = {"minun": actor.user_id, "vapaat": None}.get(whose, whose)
        found = found.filter(assignee_id=assignee)  # type: ignore[misc]  # what `described` adds
    return _worded(found, chosen)


def _worded(rows: ChallengeQuerySet, chosen: Mapping[str, Any]) -> ChallengeQuerySet:
    if flag := chosen.get("merkinta"):
        rows = rows.filter(screening__flags__contains=[flag])
    if place := chosen.get("kunta"):
        rows = rows.filter(municipality=place)
    if words := chosen.get("q"):
        rows = rows.containing(words)
    return rows
