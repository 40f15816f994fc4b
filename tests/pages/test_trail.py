"""The event log: its owners read and export all of it, in words, and can verify the chain from what they took with them."""

import ast
import csv
import hashlib
import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from challenges import workflow as of_challenges
from experiments import workflow as of_experiments
from mint.actor import Actor
from mint.audit import sealing
from mint.audit.models import Entry, Seal
from mint.audit.record import record
from mint.isolation import context
from mint.matching import undoing
from mint.matching import workflow as of_matches
from mint.pages.trail_words import said, words
from mint.workflow import Move
from tests.factories import ChallengeFactory

ROOT = Path(__file__).resolve().parents[2]
APPS = ("mint", "challenges", "experiments", "municipalities", "companies", "placements", "reports")
PAGE = "pages:trail"
VERB = re.compile(r"[a-z_]+\.[a-z_]+")


def written_verbs():
    """Every verb that stands in the code, or is made from a table of moves."""
    found = set()
    for path in (path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"Move", "record", "_saved"}:
                said_here = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
                found |= {text for text in said_here if isinstance(text, str) and VERB.fullmatch(text)}
    modules = (of_challenges, of_experiments, of_matches, undoing)
    made = [value for module in modules for value in vars(module).values() if isinstance(value, Move)]
    return found | {move.verb for move in made}


def test_every_event_has_words():
    with translation.override("en"):
        known = words()
        silent = {verb for verb in written_verbs() if said(verb, known) == verb}
    assert len(written_verbs()) > 100
    assert silent == set()


@pytest.fixture
def happened(world):
    """Three events of the company, one of another, sealed."""
    with context.system("test"):
        own = ChallengeFactory(organisation=world.company, title="Laituri", state="draft")
        other = ChallengeFactory(organisation=world.other_company, title="Ei meidän", state="draft")
        for verb, subject, reason in (
            ("challenge.drafted", own, ""),
            ("challenge.submitted", own, "=HYPERLINK(1)"),
            ("challenge.returned", own, "Liian lyhyt"),
            ("challenge.submitted", other, "Toisten salaisuus"),
        ):
            record(verb, subject, actor=sealing_actor(), reason=reason)
        sealing.seal()
    return own


def sealing_actor():
    return Actor.system("test.happened")


@pytest.mark.parametrize(
    ("who", "status"),
    [("anonymous", 302), ("stranger", 404), ("coordinator", 404), ("viewer", 403), ("editor", 403), ("owner", 200)],
)
@pytest.mark.parametrize("name", [PAGE, "pages:trail_csv", "pages:trail_chain"])
def test_the_log_is_its_owners(name, who, status, log_in, happened):
    assert log_in(who).get(reverse(name, args=["company"])).status_code == status


def test_an_owner_reads_all_of_their_own_and_nothing_else(log_in, happened):
    page = log_in("owner").get(reverse(PAGE, args=["company"])).content.decode()
    assert ("Liian lyhyt" in page, "Toisten salaisuus" in page) == (True, False)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"of": "challenge"}, 3),
        ({"of": "report"}, 0),
        ({"of": "nonsense"}, 3),
        ({"since": "2999-01-01"}, 0),
        ({"until": "9999-12-31"}, 3),
        ({"until": "2001-01-01"}, 0),
        ({"since": "0001-01-01", "until": "9999-12-31"}, 3),
        ({"since": "ei päivä"}, 3),
    ],
)
def test_events_are_limited_by_what_fits(query, count, log_in, happened):
    response = log_in("owner").get(reverse(PAGE, args=["company"]), query)
    assert (response.status_code, len(response.context["lines"])) == (200, count)


def test_the_table_is_text_for_a_spreadsheet(log_in, happened):
    text = log_in("owner").get(reverse("pages:trail_csv", args=["company"])).content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text), delimiter=";"))
    assert [row["verb"] for row in rows] == ["challenge.drafted", "challenge.submitted", "challenge.returned"]
    assert [row["why"] for row in rows] == ["", "'=HYPERLINK(1)", "Liian lyhyt"]
    assert [row["number"] for row in rows] == ["1", "2", "3"]


def test_whoever_took_the_chain_recomputes_it(log_in, happened):
    text = log_in("owner").get(reverse("pages:trail_chain", args=["company"])).content.decode()
    before = "0" * 64
    about, *lines = map(json.loads, text.splitlines())
    assert about["organisation"] == happened.organisation_id
    for line in lines:
        entry = json.dumps(line["entry"], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        before = hashlib.sha256(f"{before}\n{entry}".encode()).hexdigest()
        assert line["sha256"] == before
    with context.system("test"):
        end = Seal.objects.filter(organisation_id=happened.organisation_id).latest("number")
    assert (end.number, end.digest) == (3, before)


def test_too_many_events_for_one_file_is_said(log_in, happened, monkeypatch):
    monkeypatch.setattr("mint.pages.trail.MOST", 2)
    assert log_in("owner").get(reverse("pages:trail_csv", args=["company"])).status_code == 409


def test_the_page_costs_the_same_for_one_event_and_for_thirty(log_in, happened):
    browser, page = log_in("owner"), reverse(PAGE, args=["company"])
    browser.get(page)
    with CaptureQueriesContext(connection) as few:
        browser.get(page)
    with context.system("test"):
        for _number in range(30):
            record("challenge.extended", happened, actor=sealing_actor())
        sealing.seal()
    with CaptureQueriesContext(connection) as many:
        browser.get(page)
    assert len(few) == len(many)


def test_seals_are_their_owners_and_nobody_changes_one(acting_as, happened):
    with acting_as("owner"):
        assert Seal.objects.count() == 3
    for who in ("editor", "stranger", "coordinator"):
        with acting_as(who):
            assert Seal.objects.filter(organisation_id=happened.organisation_id).count() == 0
            assert Entry.objects.filter(organisation_id=happened.organisation_id).exists() == (who != "stranger")
