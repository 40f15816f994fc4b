"""A monitoring report with the sections of its template, one of them given to the municipality."""

from collections.abc import Callable
from typing import Any

import pytest

from mint.isolation import context
from mint.projects.models import Period
from reports import actions, jobs
from reports.models import Report
from reports.sections import catalogue
from reports.sections.models import Section
from reports.states import State
from tests.reports.conftest import partners_agree
from tests.world import World


@pytest.fixture
def begun(records: World, acting_as: Any) -> Report:
    """Begun after the templates were there; nothing of it is written."""
    with context.system("test"):
        catalogue.ensure()
        period = Period.objects.get(project=records.project)
    with acting_as("manager") as actor:
        return actions.create(period, "fi", actor=actor)


@pytest.fixture
def section(begun: Report, records: World) -> Callable[..., Section]:
    """A section by its key, given to an organisation of the cast, or to a person of it."""

    def found(key: str = "communication", writer: str = "", person: str = "") -> Section:
        with context.system("test"):
            each = Section.objects.get(report=begun, wanted__key=key)
            if writer:
                each.writer = records.organisations[writer]
                each.person = records.people[person] if person else None
                each.save()
            return Section.objects.select_related("wanted", "project", "organisation", "writer").get(pk=each.pk)

    return found


@pytest.fixture
def written(begun: Report, acting_as: Any, run_outbox: Any) -> Report:
    """Every needed text is there, the report is built, and the partner has approved it."""
    from reports.sections.actions import Draft, write

    with acting_as("manager") as actor:
        for each in Section.objects.filter(report=begun, wanted__is_required=True).select_related("wanted"):
            write(each, Draft("fi", f"Osan {each.wanted.key} teksti.\n\nToinen kappale.", 0), actor=actor)
        actions.build(begun, actor=actor)
    run_outbox()
    partners_agree(begun.pk, acting_as)
    with context.system("test"):
        report = Report.objects.select_related("project", "organisation").get(pk=begun.pk)
        job = jobs.latest(report)
        assert (report.state, job and job.error) == (State.PRE_CHECK, "")
        return report
