"""What a report tells beside its figures: experiments with their outcome, and companies each once. Plain texts."""

from datetime import date

from django.db.models import Q

from experiments.models import Experiment
from mint import clock
from reports.counting.counters import CountedRow, Scope
from reports.counting.records import word
from reports.counting.sources import begun


def experiments(scope: Scope, start: date) -> list[dict[str, str]]:
    """Those that ran in the period, with what came of them."""
    ran = Q(finished_at=None) | Q(finished_at__gte=clock.at(start, 0))
    found = begun(scope).filter(ran).prefetch_related(None).defer("plan", "ethics")
    return [_told(each) for each in found.select_related(None).select_related("municipality")]


def _told(experiment: Experiment) -> dict[str, str]:
    decision, reason = str(experiment.get_decision_display()), experiment.decision_reason
    return {
        "title": experiment.title,
        "place": str(experiment.municipality),
        "state": str(experiment.get_state_display()),
        "decision": f"{decision}. {reason}" if decision and reason else decision,
        "learnings": experiment.learnings,
        "language": experiment.language,
    }


def companies(found: list[CountedRow], start: date) -> list[dict[str, str]]:
    """Each company of the period once, with all that it took part in."""
    taken: dict[str, list[CountedRow]] = {}
    for row in sorted(found, key=lambda each: (each.on, each.record, each.object_id)):
        if row.on >= start:
            taken.setdefault(row.key, []).append(row)
    return sorted((_company(each) for each in taken.values()), key=lambda company: company["name"])


def _company(activities: list[CountedRow]) -> dict[str, str]:
    party = activities[-1].party
    if party is None:
        raise ValueError("a company's activity without the company")
    words = dict.fromkeys(word(each.record) for each in activities)
    return {
        "name": party.name,
        "business_id": party.business_id,
        "place": str(party.municipality or ""),
        "activities": ", ".join(words),
    }
