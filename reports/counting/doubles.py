"""Companies that may be counted twice, or once where they are two: one ID under several names, one name under several IDs."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from mint.actor import Actor
from mint.projects.models import Project
from mint.tenancy.roles import Kind
from reports.counting.activities import companies_involved
from reports.counting.counters import Scope
from reports.counting.definitions import Standing
from reports.missing import MOST, Gap, gaps_of

FORMS = re.compile(r"\b(oyj?|ab|abp|ky|kb|ay|osk|andelslag|tmi|fma|ry|rf|oü|ltd|gmbh)\b\.?", re.IGNORECASE)
Named = tuple[str, str]  # a business ID (or what stands for it) and a name


def checked(project: Project, end: date, actor: Actor, organisation: str) -> list[Gap]:
    """All that is to be looked at before a report is built: what is missing, and what may be counted wrong."""
    scope = Scope(project, end, actor)
    return [*gaps_of(scope, organisation), *doubles(scope)]


def doubles(scope: Scope) -> list[Gap]:
    """Said once of each; a figure is counted by business ID all the same."""
    found = named(scope)
    return [*_renamed(found), *_alike(found)][:MOST]


def named(scope: Scope) -> set[Named]:
    """Under which names each company has stood: now, and when its records first counted."""
    now = {(row.key, row.party.name) for row in companies_involved(scope) if row.party}
    seen = Standing.objects.visible_to(scope.actor).filter(project=scope.project, party__kind=Kind.COMPANY)
    then = {
        (business_id or f"organisation:{party}", name)
        for business_id, party, name in seen.values_list("party__business_id", "party_id", "name").distinct()
    }
    return now | then


def _renamed(found: Iterable[Named]) -> list[Gap]:
    names = _grouped((key, name) for key, name in found)
    text = _("%(id)s is known under several names: %(names)s. It is counted once.")
    return [
        Gap(text % {"id": key, "names": ", ".join(sorted(several))}, "")
        for key, several in sorted(names.items())
        if len(several) > 1 and not key.startswith("organisation:")
    ]


def _alike(found: Iterable[Named]) -> list[Gap]:
    """Different business IDs (or none) under what reads as the same name."""
    known = sorted(found)
    spelled = _grouped((plain(name), name) for _key, name in known)
    ids = _grouped((plain(name), key) for key, name in known)
    text = _("%(names)s: looks like one company, but has several business IDs (%(ids)s). It is counted as several.")
    return [
        Gap(text % {"names": ", ".join(sorted(spelled[word])), "ids": ", ".join(_shown(keys))}, "")
        for word, keys in sorted(ids.items())
        if len(keys) > 1
    ]


def plain(name: str) -> str:
    """The name without its company form, case and punctuation: `Saimaan Sahti Oy` and `SAIMAAN-SAHTI` are alike."""
    return re.sub(r"[\W_]+", "", FORMS.sub("", name).casefold()) or name


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for key, value in pairs:
        groups[key].add(value)
    return groups


def _shown(keys: set[str]) -> list[str]:
    return sorted(_("none") if key.startswith("organisation:") else key for key in keys)
