"""Every page as every role, three times: both layers on, the database's off, the application's off."""

from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.db import transaction

from challenges.models import Challenge
from challenges.permissions import can_read_confidential
from experiments.models import Experiment
from mint.accounts.models import User
from mint.actor import ANONYMOUS
from mint.isolation import context
from mint.jobs import running
from mint.notifications import notify
from mint.outbox.models import Job, Mail
from mint.tenancy.context import acting, load
from mint.tenancy.models import Membership
from municipalities.models import AttractionFactor
from placements.models import Placement
from reports import jobs
from reports.actions import build
from reports.models import Report
from reports.states import State as ReportState
from tests.isolation import crawling, markers
from tests.isolation.region import isolated_models

pytestmark = pytest.mark.usefixtures("built_region")

# a company's owner, two coordinators, a curator, the project manager, a student, an evaluator from outside
PEOPLE = (
    "Unto Rantala",
    "Aino Kettunen",
    "Heikki Suvanto",
    "Mikko Halonen",
    "Leena Saaristo",
    "Siiri Aho",
    "Ritva Korpela",
)
READERS = ("anonymous", *PEOPLE)


@pytest.fixture(scope="module")
def texts():
    """What stands now for the words of old: see `markers.write`."""
    return {}


@pytest.fixture(scope="module")
def marked(built_region, django_db_blocker, media, texts):
    """The addresses of everybody, in a region where every text is marked, also in reports built of it."""
    from django.test import override_settings

    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media):
        texts.update(markers.write())
        _build_reports()
        everybody = {name: crawling.walk(person_called(name)) for name in READERS}
        return crawling.few_of_each_route(set().union(*everybody.values()))


@pytest.fixture(autouse=True)
def _taken_back(django_db_blocker, settings, media):
    settings.MEDIA_ROOT = media
    with django_db_blocker.unblock(), transaction.atomic():
        with context.acting(None):  # as a new transaction begins
            yield
        transaction.set_rollback(True)


def _build_reports():
    """Those that are not approved yet, again, by who may: its files are then of what that person counts."""
    with context.system("test.reports"):
        for report in list(Report.objects.filter(state=ReportState.PRE_CHECK)):
            lead = Membership.objects.filter(organisation=report.organisation, roles__contains=["project_manager"])[0]
            with context.acting(lead.user_id):
                actor, organisations = load(lead.user_id)
                own = next(each for each in organisations if each.id == report.organisation_id)
                build(Report.objects.get(pk=report.pk), actor=acting(actor, own))
            running.run(jobs.latest(report).pk)


def person_called(name):
    return None if name == "anonymous" else User.objects.get(name=name)


def may_see(person):
    """Rows by table, as the database alone shows them; `test_differential` says that the rule is the same."""
    with context.acting(person.pk if person else None):
        if person:
            load(person.pk)
        return {model._meta.label: set(model._base_manager.values_list("pk", flat=True)) for model in markers.tables()}


def shown_to(name, addresses):
    """(address, mark) of everything that the pages show, and the addresses that broke."""
    person = person_called(name)
    client = crawling.browser_of(person)
    own = [crawling.in_own_workspace(address, slug) for slug in crawling.slugs_of(person)[:1] for address in addresses]
    marks, broken = [], []
    for address in dict.fromkeys([*addresses, *own]):
        response = client.get(address)
        marks += [(address, mark) for mark in markers.found_in(crawling.text_of(response))]
        broken += [address] if response.status_code >= 500 else []
    return marks, broken


def may_see_inside(person):
    """Texts that are narrower than their row: (table, column) and the rows whose inside one sees, by the app's rule."""
    with context.system("test"):
        actor = load(person.pk)[0] if person else ANONYMOUS
        challenges = {row.pk for row in Challenge.objects.all() if can_read_confidential(actor, row)}
        experiments = set(Experiment.objects.inside(actor).values_list("pk", flat=True)) if person else set()
    return {
        ("challenges.Challenge", "confidential"): challenges,
        ("experiments.Experiment", "responsible"): experiments,
    }


def leaks(name, addresses):
    """What the pages show of rows that are hidden from this person, and of texts that are."""
    seen, inside = may_see(person_called(name)), may_see_inside(person_called(name))
    marks, broken = shown_to(name, addresses)
    assert (broken, bool(marks)) == ([], True)
    rows_of = {mark: inside.get((mark.table, mark.column), seen[mark.table]) for _, mark in marks}
    return sorted({(mark, address) for address, mark in marks if mark.pk not in rows_of[mark]})


@pytest.mark.parametrize("name", ["Unto Rantala", "Heikki Suvanto"])
def test_with_both_layers_off_the_crawl_finds_what_they_hide(name, marked, monkeypatch):
    """Else the three tests below would prove nothing."""
    seen = may_see(person_called(name))
    _without_the_rule(monkeypatch)
    with context.system("test.both_off"):
        marks, _ = shown_to(name, marked)
    assert {mark for _, mark in marks if mark.pk not in seen[mark.table]}


@pytest.mark.attack(6, 7, 9)
@pytest.mark.parametrize("name", READERS)
def test_nobody_is_shown_a_row_that_is_not_theirs(name, marked):
    assert leaks(name, marked) == []


@pytest.mark.attack(7)
@pytest.mark.parametrize("name", READERS)
def test_the_application_alone_shows_none(name, marked):
    with context.system("test.row_security_off"):
        assert leaks(name, marked) == []


@pytest.mark.attack(7)
@pytest.mark.parametrize("name", READERS)
def test_the_database_alone_shows_none(name, marked, monkeypatch):
    _without_the_rule(monkeypatch)
    assert leaks(name, marked) == []


def _without_the_rule(monkeypatch):
    for model in isolated_models():
        rows = type(model._default_manager.all())
        if hasattr(rows, "visible_to"):
            monkeypatch.setattr(rows, "visible_to", lambda self, _actor: self.all())


@pytest.mark.attack(6, 7, 47)
def test_a_message_tells_its_reader_of_no_row_that_is_not_theirs(marked, texts):
    """Every message that the demo's people have been sent, written anew of marked rows."""
    with context.system("test.messages"):
        before = Mail.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        for job in Job.objects.filter(task__endswith="notifications.deliver"):
            notify.deliver(**markers.replaced(job.arguments | {"source": str(uuid4())}, texts))
        mails = list(Mail.objects.filter(pk__gt=before))
        people = {person.email: person for person in User.objects.all()}
        gone = {model._meta.label: ended(model) for model in (AttractionFactor, Placement)}
    seen, told, wrong = {}, 0, set()
    for mail in mails:
        rows = seen.setdefault(mail.to, may_see(people.get(mail.to)))
        for mark in markers.found_in(f"{mail.subject} {mail.text} {mail.html}"):
            told += 1
            if mark.pk not in rows[mark.table] | gone.get(mark.table, set()):
                wrong.add(f"{mail.kind} {mail.to} {mark}")
    assert told > 20
    assert "\n".join(sorted(wrong)) == ""


def ended(model):
    """Public when it was told of, and hidden since: by its age, or because it was broken off."""
    return set(model._base_manager.filter(state__in=["archived", "interrupted"]).values_list("pk", flat=True))


def test_the_crawl_reads_files_messages_and_the_trail(marked):
    """Else what it does not find there would prove nothing."""
    found, kinds = set(), set()
    for name in READERS:
        marks, _broken = shown_to(name, marked)
        found |= {mark.table for _address, mark in marks}
        kinds |= {(urlsplit(address).path.split("/")[-2], mark.table) for address, mark in marks}
    assert found >= {"audit.Entry", "challenges.ChallengeAttachment", "placements.ApplicationAttachment"}
    assert len(kinds) > 20
