"""An organisation's own event log: who did what, for whom and why; for its owners, on a page and in two files."""

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from mint import clock
from mint.accounts.models import User
from mint.actor import Actor
from mint.audit.models import Entry, Seal
from mint.audit.sealing import content
from mint.fields import day_input
from mint.pages import subjects
from mint.pages.trail_words import said, words
from mint.sheets import harmless
from mint.tenancy.context import Acting
from mint.tenancy.models import Organisation
from mint.tenancy.roles import Role
from mint.web import MoveError

MOST = 50_000  # events in one file
NOUNS = {
    "challenge": _l("Challenges"),
    "proposal": _l("Proposals"),
    "experiment": _l("Experiments"),
    "match": _l("Matching"),
    "offer": _l("Offers"),
    "placement": _l("Placements"),
    "application": _l("Applications"),
    "factor": _l("Attraction factors"),
    "report": _l("Reports"),
    "organisation": _l("Members"),
    "company": _l("Company"),
    "emergency": _l("Visits by operators"),
}


# days that a calendar can count from; others are left out
WITHIN = (MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2999, 12, 31)))


class TrailFilter(forms.Form):
    """Which events: of what, from when to when; what does not fit is said, and left out."""

    of = forms.ChoiceField(label=_l("Events of"), choices=[("", _l("All")), *NOUNS.items()], required=False)
    since = forms.DateField(label=_l("From"), required=False, widget=day_input(), validators=WITHIN)
    until = forms.DateField(label=_l("Until"), required=False, widget=day_input(), validators=WITHIN)

    def chosen(self, rows: "QuerySet[Entry]") -> "QuerySet[Entry]":
        self.is_valid()
        data = getattr(self, "cleaned_data", {})
        if noun := data.get("of"):
            rows = rows.filter(verb__startswith=f"{noun}.")
        if since := data.get("since"):
            rows = rows.filter(created_at__gte=clock.at(since, 0))
        if until := data.get("until"):
            rows = rows.filter(created_at__lt=clock.at(until + timedelta(days=1), 0))
        return rows


def entries(actor: Actor, organisation_id: int) -> "QuerySet[Entry]":
    """The organisation's own chain, with the names of who acted and for whom, and each event's place in the chain."""
    people = User.objects.filter(pk=OuterRef("actor_id"))
    sides = Organisation.objects.filter(pk=OuterRef("acting_for_id"))
    seals = Seal.objects.visible_to(actor).filter(entry_id=OuterRef("pk"))
    return (
        Entry.objects.visible_to(actor)
        .filter(organisation_id=organisation_id)
        .annotate(
            who=Subquery(people.values("name")),
            side=Subquery(sides.values("name")),
            number=Subquery(seals.values("number")),
            digest=Subquery(seals.values("digest")),
        )
    )


@dataclass(frozen=True)
class Sealed:
    """How far the chain reaches: who keeps these two can tell later that nothing was taken out or changed."""

    number: int
    digest: str


def end_of_chain(actor: Actor, organisation_id: int) -> Sealed | None:
    last = Seal.objects.visible_to(actor).filter(organisation_id=organisation_id).order_by("-number").first()
    return Sealed(last.number, last.digest) if last else None


def lines(found: Iterable[Any], actor: Actor, organisation: Acting) -> list[dict[str, Any]]:
    """Of entries, for the page; one statement however many."""
    known, rows = words(), list(found)
    about, people = subjects.found(rows, actor, organisation), _people_in(rows)
    return [
        {
            "at": entry.created_at,
            "who": who_of(entry, organisation.id) or _("MINT"),
            "side": entry.side or "",
            "text": said(entry.verb, known),
            "detail": _detail(entry, people),
            "reason": entry.reason,
            "number": entry.number,
            **_subject(entry, about.get((entry.subject_type, entry.subject_id))),
        }
        for entry in rows
    ]


def _ids_in(entry: Any) -> list[int]:
    """Of the members that the event is about, where its data names some."""
    data = entry.data if entry.verb.startswith("organisation.") else {}
    return [pk for pk in (data.get("user"), *data.get("users", ())) if pk]


def _people_in(entries: Iterable[Any]) -> dict[int, str]:
    ids = {pk for entry in entries for pk in _ids_in(entry)}
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def _detail(entry: Any, people: dict[int, str]) -> str:
    """Whose membership, and which roles before and after."""
    named = ", ".join(people[pk] for pk in _ids_in(entry) if pk in people)
    roles = [_roles(entry.data[key]) for key in ("before", "after") if key in entry.data]
    return f"{named}: {' → '.join(roles)}" if roles else named


def _roles(values: list[str]) -> str:
    return ", ".join(str(Role(value).label) if value in Role.values else value for value in values)


def _subject(entry: Entry, found: subjects.Found | None) -> dict[str, Any]:
    """What the event is about; of what is no longer there, its number."""
    noun = subjects.BY_KEY.get(entry.subject_type)
    states = [noun.state(value) for value in (entry.from_state, entry.to_state) if value] if noun else []
    return {
        "noun": noun.label if noun else "",
        "title": (found.title or _("Untitled draft")) if found else f"{entry.subject_id}" if noun else "",
        "url": found.url if found else "",
        "states": " → ".join(states) if len(states) > 1 else "",
    }


def who_of(entry: Any, organisation_id: int) -> str:
    """The other side's people are its own matter until contacts are shown: a match names their organisation."""
    is_theirs = entry.verb.startswith("match.") and entry.acting_for_id not in {None, organisation_id}
    return str((entry.side if is_theirs else entry.who) or "")


def number_of(entry: Any, organisation_id: int) -> int | None:
    """Of the account, where the person is named."""
    return entry.actor_id if who_of(entry, organisation_id) == entry.who else None


COLUMNS = (
    *("number", "at", "who", "who_id", "for_whom", "what", "verb", "subject", "subject_id", "from", "to", "why"),
    *("data", "request", "sha256"),
)


def as_csv(found: "QuerySet[Any]", organisation_id: int) -> str:
    target, known = StringIO("\ufeff"), words()
    target.seek(0, 2)
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in _all(found):
        row = (
            *(
                entry.number,
                entry.created_at.isoformat(),
                who_of(entry, organisation_id),
                number_of(entry, organisation_id),
                entry.side,
            ),
            *(said(entry.verb, known), entry.verb, entry.subject_type, entry.subject_id, entry.from_state),
            *(entry.to_state, entry.reason, json.dumps(entry.data, ensure_ascii=False), entry.request_id, entry.digest),
        )
        writer.writerow(["" if cell is None else harmless(str(cell)) for cell in row])
    return target.getvalue()


def as_json_lines(found: "QuerySet[Any]", organisation_id: int) -> str:
    """First whose chain it is; then the sealed events in its order: the README tells how the digests are recomputed."""
    rows = _all(found.filter(number__isnull=False).order_by("number"))
    lines = [{"number": entry.number, "sha256": entry.digest, "entry": content(entry)} for entry in rows]
    about = {"organisation": organisation_id, "at": clock.now().isoformat(), "events": len(lines)}
    return "".join(json.dumps(line, sort_keys=True, ensure_ascii=False) + "\n" for line in [about, *lines])


def _all(found: "QuerySet[Any]") -> list[Any]:
    rows = list(found[: MOST + 1])
    if len(rows) > MOST:
        raise MoveError(_("There are too many events for one file. Choose a shorter time."))
    return rows
