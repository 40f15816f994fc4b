"""For every table, the application's rule and the database's show the same rows, to everybody."""

import pytest
from django.db import transaction

from mint.accounts.models import User
from mint.actor import ANONYMOUS
from mint.audit.models import Entry
from mint.isolation import context
from mint.tenancy.context import load
from tests.region.region import GENERATED, isolated_models, read_rule

pytestmark = pytest.mark.usefixtures("built_region")

# Tables without `visible_to`: the policy says that everybody reads them, that nobody does, who holds a link, or operators.
OF_EVERYBODY = {
    "tenancy.Organisation", "projects.Project", "projects.Partner", "projects.Period",
    "reports.Indicator", "reports.IndicatorTarget", "reports.IndicatorVersion",
    "sections.Template", "sections.TemplateSection",
}  # fmt: skip
OF_NOBODY = {"jobs.JobPart", "outbox.Job", "outbox.Mail", "search.Document", "tagging.TagReading"}
BY_LINK = {"links.WaitingDraft"}
OF_OPERATORS = {"privacy.Hold"}


@pytest.fixture(autouse=True)
def _taken_back(django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def asks(model):
    return hasattr(model._default_manager.all(), "visible_to")


def everybody():
    with context.system("test"):
        return list(User.objects.order_by("pk").values_list("pk", flat=True))


def shown(user_id):
    """(by the rule alone, by the database alone) of one person: ids by table."""
    with context.acting(user_id):
        actor, _ = load(user_id) if user_id else (ANONYMOUS, ())
        by_database = {model: set(model._base_manager.values_list("pk", flat=True)) for model in tables()}
    with context.system("test"):
        by_rule = {
            model: set(model._default_manager.visible_to(actor).values_list("pk", flat=True)) for model in tables()
        }
    return by_rule, by_database


def tables():
    return [Entry, *(model for model in isolated_models() if asks(model))]  # tenancy's migrations isolate the trail


def test_every_table_says_who_sees_its_rows():
    silent = {model._meta.label: read_rule(model) for model in isolated_models() if not asks(model)}
    assert {label for label, rule in silent.items() if rule == "true"} == OF_EVERYBODY
    assert {label for label, rule in silent.items() if rule == "false"} == OF_NOBODY
    assert silent.keys() == OF_EVERYBODY | OF_NOBODY | BY_LINK | OF_OPERATORS


def compared(people):
    """The differences as (table, person, ids), and how many rows of each table the rule has shown."""
    different, number = [], dict.fromkeys(tables(), 0)
    for user_id in people:
        by_rule, by_database = shown(user_id)
        for model in tables():
            number[model] += len(by_rule[model])
            if by_rule[model] != by_database[model]:
                different.append((model._meta.label, user_id, by_rule[model] ^ by_database[model]))
    return different, number


def test_the_rule_and_the_database_show_the_same_rows_to_every_fourth():
    different, number = compared([None, *everybody()[::4]])
    assert different == []
    assert sum(number.values()) > 1000


@pytest.mark.thorough
def test_the_rule_and_the_database_show_the_same_rows_to_everybody():
    people = [None, *everybody()]
    assert len(people) > GENERATED + 15
    different, number = compared(people)
    assert different == []
    assert {model._meta.label for model, count in number.items() if not count} == set()


def test_nobody_sees_every_row_of_a_table_that_holds_secrets():
    """Else the comparison above would prove nothing."""
    with context.system("test"):
        every = {model: model._base_manager.count() for model in tables()}
    public = {
        "municipalities.MunicipalityProfile",
        "purchasing.Threshold",
        "reviews.Review",
    }  # one is law, one is published
    _, by_database = shown(None)
    open_to_all = {model._meta.label for model in tables() if every[model] and len(by_database[model]) == every[model]}
    assert open_to_all <= public
