"""Indicators are data: everybody's are fixed, a project's own are made and defined anew, each time as a version."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client

from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.projects.models import Period
from mint.web import MoveError
from reports import actions as reporting
from reports.actions import Promise
from reports.counting import catalogue
from reports.counting.counters import rule
from reports.counting.definitions import IndicatorVersion
from reports.indicators import actions
from reports.models import Indicator, IndicatorTarget, Report
from reports.states import State
from tests.world import World

LogIn = Callable[[str], Client]
BASE = "/fi/t/university/raportit/indikaattorit/"
TYPED = {
    "code": "LAKE-1", "scheme": "mint", "name_fi": "Rannat", "name_sv": "Stränder", "name_en": "Shores",
    "definition_fi": "Siivotut rannat.", "definition_sv": "Städade stränder.", "definition_en": "Shores cleaned.",
    "kind": "output", "counter": "", "unit": "pieces",
}  # fmt: skip


@pytest.fixture
def known(world: World) -> World:
    with context.system("test"):
        catalogue.ensure()
    return world


def own(world: World) -> Indicator:
    return Indicator.objects.get(project=world.project)


def test_every_indicator_has_names_and_definitions_in_three_languages_and_a_rule() -> None:
    for entry in catalogue.ENTRIES:
        assert all(entry.name), entry.code
        assert all(entry.definition), entry.code
        assert all(entry.evidence), entry.code
        assert rule(entry.counter).key == entry.counter
    assert len({entry.code for entry in catalogue.ENTRIES}) == len(catalogue.ENTRIES)


def test_what_means_something_else_gets_its_next_version_once(known: World) -> None:
    with context.system("test"):
        Indicator.objects.filter(code="RCO10").update(definition_sv="Något annat.")
        catalogue.ensure()
        catalogue.ensure()
        found = Indicator.objects.get(code="RCO10")
        assert (found.number, [each.number for each in found.versions.all()]) == (2, [2, 1])
        assert IndicatorVersion.objects.count() == len(catalogue.ENTRIES) + 1


def test_a_manager_makes_an_indicator_of_the_projects_own_and_defines_it_anew(known: World, log_in: LogIn) -> None:
    browser, base = log_in("manager"), f"{BASE}{known.project.pk}/"
    assert browser.post(f"{base}uusi/", TYPED).status_code == 302
    with context.system("test"):
        made = own(known)
        assert (made.number, made.unit, made.aggregation, made.counter) == (1, "pieces", "count", "")
        assert IndicatorTarget.objects.get(indicator=made).value is None
    anew = TYPED | {"definition_fi": "Siivotut rannat, joista kunta on vahvistanut.", "number": 1}
    assert browser.post(f"{base}{made.pk}/muuta/", anew).status_code == 302
    assert browser.post(f"{base}{made.pk}/muuta/", anew).status_code == 409  # that version is not the newest any more
    with context.system("test"):
        assert [each.definition_fi for each in own(known).versions.all()] == [anew["definition_fi"], "Siivotut rannat."]
        verbs = Entry.objects.filter(subject_type="reports.indicator").order_by("id").values_list("verb", flat=True)
        assert list(verbs) == ["indicator.created", "indicator.changed"]
    page = browser.get(f"{base}{made.pk}/")
    assert [each["version"].number for each in page.context["versions"]] == [2, 1]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"code": "RCO99"}, "code"),
        ({"code": "co1"}, "code"),
        ({"code": "mint01"}, "code"),
        ({"code": "=1+1"}, "code"),
        ({"scheme": "rco"}, "scheme"),
        ({"name_sv": ""}, "name_sv"),
        ({"definition_en": ""}, "definition_en"),
        ({"unit": ""}, "unit"),
        ({"breakdowns": ["size"]}, "breakdowns"),
        ({"counter": "jobs_fte", "breakdowns": ["size"]}, "breakdowns"),
        ({"counter": "made_up"}, "counter"),
        ({"valid_from": "2026-02-01", "valid_until": "2026-01-01"}, "valid_until"),
    ],
)
def test_what_may_not_be_typed_is_refused_and_nothing_is_made(
    typed: dict[str, Any], field: str, known: World, log_in: LogIn
) -> None:
    answer = log_in("manager").post(f"{BASE}{known.project.pk}/uusi/", TYPED | typed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    with context.system("test"):
        assert not Indicator.objects.filter(project__isnull=False).exists()


def test_the_unit_follows_from_what_is_counted(known: World, log_in: LogIn) -> None:
    typed = TYPED | {"counter": "jobs_fte", "unit": "pieces", "breakdowns": ["municipality"]}
    assert log_in("manager").post(f"{BASE}{known.project.pk}/uusi/", typed).status_code == 302
    with context.system("test"):
        assert (own(known).unit, own(known).aggregation) == ("fte", "sum")


def test_nobody_changes_what_is_everybodys_nor_anothers(known: World, log_in: LogIn, acting_as: Any) -> None:
    with context.system("test"):
        shared = Indicator.objects.get(code="MINT01")
    assert log_in("manager").get(f"{BASE}{known.project.pk}/{shared.pk}/muuta/").status_code == 403
    values = catalogue.definition_of(shared) | {"name_fi": "Muu"}
    for who in ("manager", "other_manager", "curator"):
        with acting_as(who) as actor:
            with pytest.raises(PermissionDenied):
                actions.change(shared, number=1, values=values, actor=actor)
            assert Indicator.objects.filter(pk=shared.pk).update(name_fi="Muu") == 0
            with pytest.raises(DatabaseError), transaction.atomic():
                IndicatorVersion.objects.create(indicator=shared, number=9, **values)
    with acting_as("manager"), pytest.raises(DatabaseError), transaction.atomic():
        Indicator.objects.create(project=known.project, code="RCO99", scheme="rco", **values)
    with acting_as("other_manager"), pytest.raises(DatabaseError), transaction.atomic():
        Indicator.objects.create(project=known.project, code="X-1", scheme="mint", **values)


def test_an_own_indicator_is_another_projects_nowhere(known: World, log_in: LogIn, acting_as: Any) -> None:
    with acting_as("manager") as actor:
        made = actions.create(known.project, code="X-1", scheme="fi", values=_values(), actor=actor)
    there = f"/fi/t/other-university/raportit/indikaattorit/{known.other_project.pk}/{made.pk}/"
    assert log_in("other_manager").get(there).status_code == 404
    with acting_as("other_manager"), pytest.raises(DatabaseError), transaction.atomic():
        IndicatorTarget.objects.create(project=known.other_project, indicator=made)


def _values(**more: Any) -> dict[str, Any]:
    shared = next(each for each in catalogue.ENTRIES if each.code == "MINT13")
    return shared.values() | more


def test_a_version_does_not_change_and_a_code_stays_whoever_asks(known: World) -> None:
    with context.system("test"):
        for statement in (
            "UPDATE reports_indicatorversion SET name_fi = 'x'",
            "UPDATE reports_indicator SET code = 'x' WHERE code = 'MINT01'",
        ):
            with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)


def test_a_locked_report_keeps_its_version_and_the_unit_stays(
    records: World, acting_as: Any, run_outbox: Callable[[], list[str]]
) -> None:
    with acting_as("manager") as actor:
        made = actions.create(records.project, code="X-1", scheme="mint", values=_values(), actor=actor)
        report = reporting.create(Period.objects.get(project=records.project), "fi", actor=actor)
        reporting.build(report, actor=actor)
    run_outbox()
    with context.system("test"):
        Report.objects.filter(pk=report.pk).update(
            state=State.SUBMITTED,
            steering_on=clock.today(),
            steering_paragraph="§ 1",
            submitted_at=clock.now(),
            sha256="x",
        )
    with acting_as("manager") as actor:
        actions.change(made, number=1, values=_values(definition_fi="Muu."), actor=actor)
        with pytest.raises(MoveError):
            actions.change(made, number=2, values=_values(unit="people"), actor=actor)
        with pytest.raises(IntegrityError), transaction.atomic():
            Indicator.objects.filter(pk=made.pk).update(unit="people")
    with context.system("test"):
        figure = report.figures.select_related("definition").get(code="X-1")
        assert figure.definition is not None
        assert (figure.definition.number, figure.value, figure.is_from_nowhere) == (1, 0, True)


def test_targets_are_of_the_project_or_of_a_period(records: World, log_in: LogIn, acting_as: Any) -> None:
    with context.system("test"):
        period = Period.objects.get(project=records.project)
        chosen = Indicator.objects.get(code="RCO10")
    path = f"/fi/t/university/raportit/tavoitteet/{records.project.pk}/"
    browser = log_in("manager")
    assert browser.post(path, {f"target_{chosen.pk}": "9", f"baseline_{chosen.pk}": "2"}).status_code == 302
    assert browser.post(f"{path}?jakso={period.pk}", {f"target_{chosen.pk}": "4"}).status_code == 302
    assert browser.get(f"{path}?jakso=0").status_code == 404
    with context.system("test"):
        found = IndicatorTarget.objects.filter(indicator=chosen).order_by("value")
        assert [(each.period, each.value, each.baseline) for each in found] == [
            (period, Decimal(4), None),
            (None, Decimal(9), Decimal(2)),
        ]
        other = Period.objects.create(
            project=records.other_project,
            number=1,
            starts_on=period.starts_on,
            ends_on=period.ends_on,
            due_on=period.due_on,
        )
    with acting_as("manager") as actor, pytest.raises(DatabaseError), transaction.atomic():
        reporting.set_targets(records.project, {chosen.pk: Promise(Decimal(1))}, actor=actor, period=other)


def test_an_indicator_is_taken_into_the_reports_and_left_out_unless_something_was_promised(
    known: World, log_in: LogIn
) -> None:
    with context.system("test"):
        chosen = Indicator.objects.get(code="RCO13")
    browser, page = log_in("manager"), f"{BASE}{known.project.pk}/{chosen.pk}/"
    for _twice in range(2):
        assert browser.post(f"{page}raportoi/").status_code == 302
    with context.system("test"):
        IndicatorTarget.objects.filter(indicator=chosen).update(value=3)
    assert browser.post(f"{page}jata-pois/").status_code == 409
    with context.system("test"):
        IndicatorTarget.objects.filter(indicator=chosen).update(value=None)
    assert browser.post(f"{page}jata-pois/").status_code == 302
    with context.system("test"):
        verbs = Entry.objects.filter(verb__startswith="project.indicator").order_by("id").values_list("verb", flat=True)
        assert list(verbs) == ["project.indicator_taken", "project.indicator_left"]


def test_the_pages_open_in_each_language_at_a_constant_number_of_queries(
    known: World, log_in: LogIn, django_assert_max_num_queries: Any
) -> None:
    browser, pk = log_in("manager"), known.project.pk
    with context.system("test"):
        chosen = Indicator.objects.get(code="RCO10")
    for language in ("fi", "sv", "en"):
        for path in ("", "uusi/", f"uusi/?malli={chosen.pk}", f"{chosen.pk}/"):
            with django_assert_max_num_queries(14):
                assert browser.get(f"{BASE.replace('/fi/', f'/{language}/')}{pk}/{path}").status_code == 200
