"""Every page as every role, three times: both layers on, the database's off, the application's off."""

from collections import defaultdict
from functools import cache
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import transaction

from challenges.evaluation.models import Assignment, Evaluator, Phase
from challenges.evaluation.states import LIVE
from challenges.proposals.models import Answer, Proposal
from experiments.models import Experiment
from mint import clock
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
from tests.region import crawling, markers
from tests.region.region import isolated_models

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


def some(*names):
    """Those whom the suite asks; the thorough run asks the rest."""
    return [name if name in names else pytest.param(name, marks=pytest.mark.thorough) for name in READERS]


@pytest.fixture(scope="module")
def texts():
    """What stands now for the words of old: see `markers.write`."""
    return {}


@pytest.fixture(scope="module")
def marked(built_region, django_db_blocker, media, texts):
    """The addresses of everybody, in a region where every text is marked, also in reports built of it."""
    from django.test import override_settings

    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        texts.update(markers.write())
        _build_reports()
        everybody = {name: crawling.walk(person_called(name)) for name in READERS}
        yield crawling.few_of_each_route(set().union(*everybody.values()))
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def both_on(marked):
    """What a reader's pages show with both layers on: asked once."""
    return cache(lambda name: shown_to(name, marked))


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
            running.run(jobs.latest(report).pk, alone=True)


def person_called(name):
    return None if name == "anonymous" else User.objects.get(name=name)


def hidden_from(person, marks):
    """Those of rows that the database alone does not show; `test_differential` says that the rule is the same."""
    rows = defaultdict(set)
    for mark in marks:
        rows[mark.table].add(mark.pk)
    with context.acting(person.pk if person else None):
        if person:
            load(person.pk)
        seen = {
            label: set(apps.get_model(label)._base_manager.filter(pk__in=pks).values_list("pk", flat=True))
            for label, pks in rows.items()
        }
    return {mark for mark in marks if mark.pk not in seen[mark.table]}


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
        experiments = set(Experiment.objects.inside(actor).values_list("pk", flat=True)) if person else set()
    return {("experiments.Experiment", "responsible"): experiments}


def may_score(person):
    """Rows of which an evaluator reads these texts and no others, however blind the phase: (table, column) and rows."""
    with context.system("test"):
        asked = Evaluator.objects.filter(user=person, left_at=None, expires_at__gt=clock.now()) if person else ()
        phases = {each.phase_id: each for each in asked}
        given = Assignment.objects.filter(phase__in=phases, user=person, state__in=LIVE).exclude(phase__state="planned")
        read = {each.proposal_id for each in given if phases[each.phase_id].declared_at}
        calls = Phase.objects.filter(pk__in=phases, state="open").values("challenge")
        rivals = set(Proposal.objects.filter(challenge__in=calls, state="shortlisted").values_list("pk", flat=True))
        shown = {each.proposal_id for each in given.filter(phase__shows_names=True)} & read
        answers = set(Answer.objects.filter(proposal__in=read).values_list("pk", flat=True))
    named = ("proposals.Proposal", "team_name")
    return {
        named: rivals | shown,  # one declares one's ties against the names of all who propose
        ("proposals.Proposal", "title"): read,
        ("proposals.Proposal", "summary"): read,
        ("proposals.Answer", "text"): answers,
    }


def leaks(name, shown):
    """What the pages show of rows that are hidden from this person, and of texts that are."""
    person = person_called(name)
    marks, broken = shown
    assert (broken, bool(marks)) == ([], True)
    hidden = hidden_from(person, {mark for _, mark in marks})
    inside, scored = may_see_inside(person), may_score(person)

    def is_hidden(mark):
        text = (mark.table, mark.column)
        return (mark.pk not in inside[text] if text in inside else mark in hidden) and mark.pk not in scored.get(
            text, ()
        )

    return sorted({(mark, address) for address, mark in marks if is_hidden(mark)})


@pytest.mark.parametrize("name", ["Heikki Suvanto", pytest.param("Unto Rantala", marks=pytest.mark.thorough)])
def test_with_both_layers_off_the_crawl_finds_what_they_hide(name, marked, monkeypatch):
    """Else the three tests below would prove nothing."""
    _without_the_rule(monkeypatch)
    with context.system("test.both_off"):
        marks, _ = shown_to(name, marked)
    assert hidden_from(person_called(name), {mark for _, mark in marks})


@pytest.mark.attack(6, 7, 9)
@pytest.mark.parametrize("name", some("anonymous", "Aino Kettunen", "Siiri Aho", "Ritva Korpela"))
def test_nobody_is_shown_a_row_that_is_not_theirs(name, both_on):
    assert leaks(name, both_on(name)) == []


@pytest.mark.attack(7)
@pytest.mark.parametrize("name", some("anonymous", "Unto Rantala", "Mikko Halonen"))
def test_the_application_alone_shows_none(name, marked):
    with context.system("test.row_security_off"):
        assert leaks(name, shown_to(name, marked)) == []


@pytest.mark.attack(7)
@pytest.mark.parametrize("name", some("anonymous", "Heikki Suvanto", "Leena Saaristo"))
def test_the_database_alone_shows_none(name, marked, monkeypatch):
    _without_the_rule(monkeypatch)
    assert leaks(name, shown_to(name, marked)) == []


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
    told = defaultdict(set)
    for mail in mails:
        told[mail.to] |= {(mail.kind, mark) for mark in markers.found_in(f"{mail.subject} {mail.text} {mail.html}")}
    hidden = {to: hidden_from(people.get(to), {mark for _kind, mark in marks}) for to, marks in told.items()}
    assert sum(map(len, told.values())) > 20
    assert (
        sorted(
            f"{kind} {to} {mark}"
            for to, marks in told.items()
            for kind, mark in marks
            if mark in hidden[to] and mark.pk not in gone.get(mark.table, ())
        )
        == []
    )


def ended(model):
    """Public when it was told of, and hidden since: by its age, or because it was broken off."""
    return set(model._base_manager.filter(state__in=["archived", "interrupted"]).values_list("pk", flat=True))


@pytest.mark.thorough  # it crawls for everybody once more
def test_the_crawl_reads_files_messages_and_the_trail(both_on):
    """Else what it does not find there would prove nothing."""
    found, kinds = set(), set()
    for name in READERS:
        marks, _broken = both_on(name)
        found |= {mark.table for _address, mark in marks}
        kinds |= {(urlsplit(address).path.split("/")[-2], mark.table) for address, mark in marks}
    assert found >= {"audit.Entry", "challenges.ChallengeAttachment", "placements.ApplicationAttachment"}
    assert len(kinds) > 20
