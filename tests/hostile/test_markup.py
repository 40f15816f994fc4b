"""What people wrote stands on pages, in messages and documents as they wrote it: nothing of it runs."""

import io
from datetime import date
from html import unescape

import pytest
from django.db import DatabaseError, transaction
from pypdf import PdfReader

from challenges.models import Challenge
from mint.isolation import context
from mint.isolation.rules import ANYBODY
from mint.local.paths import ROOT
from mint.mail import compose
from mint.management.assets import joined_js
from reports.documents import pdf
from reports.documents.document import Document, Experiment
from tests.hostile.pages import Reader, lines_for, page
from tests.hostile.payloads import DOCUMENTS, MARKUP, TEMPLATES
from tests.region.markers import texts_of
from tests.region.region import isolated_models, read_rule

ROUNDS = 3


def write(number):
    """Every text of every row: another payload for each, and another in each round; returns how many took it."""
    written = 0
    with context.system("test.payloads"):
        for model in isolated_models():
            for field in texts_of(model) if read_rule(model) != ANYBODY else ():
                for pk in list(model._base_manager.values_list("pk", flat=True)):
                    payload = MARKUP[(written * 5 + number * 14) % len(MARKUP)]
                    written += _put(model, pk, {field.attname: payload[: field.max_length]})
    return written


def _put(model, pk, values):
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=pk).update(**values)
    except DatabaseError:
        return 0
    return 1


OTHERS = ("coordinator", "manager", "student")


@pytest.mark.attack(28, 30)
@pytest.mark.parametrize(
    ("who", "rounds"),
    [
        ("anonymous", 1),
        ("owner", 1),
        *(pytest.param(who, ROUNDS, marks=pytest.mark.thorough) for who in ("anonymous", "owner", *OTHERS)),
    ],
)
def test_what_was_written_in_any_row_is_text_on_every_page(who, rounds, visitor, estate):
    browser, ran, met = visitor(who), [], set()
    for number in range(rounds):
        assert write(number) > 50
        for line, path in lines_for(who, estate, "GET"):
            html = page(browser, path)
            met |= {payload for payload in MARKUP if payload in unescape(html)}
            ran += [(line.route, found) for found in Reader(html).runs]
    assert ran == []
    assert len(met) > (5 if who in {"anonymous", "student"} else 12)


def test_the_reader_of_pages_finds_what_would_run():
    """Else the test above would prove nothing."""
    silent = {'" onmouseover="alert(1)" x="', "' onmouseover='alert(1)' x='", '" autofocus onfocus="alert(1)'}
    silent |= {"<form action=//evil.example/><button>x", "javascript:alert(1)//http://a.b", MARKUP[-1]}
    harmless = {payload for payload in MARKUP if not Reader(f"<p>{payload}</p>").runs}
    assert harmless <= silent | {"<img/src=x/onerror=alert(1)>", "<img src='x' onerror='alert(1)'"}
    assert Reader(f'<input value="{MARKUP[34]}">').runs


@pytest.mark.attack(28)
@pytest.mark.parametrize("payload", [*MARKUP, *TEMPLATES])
def test_a_message_shows_it_as_it_was_written(payload, db):
    mail = compose("challenge_published", "a@example.test", {"title": payload, "url": "https://mint.example/x/"})
    assert [found for found in Reader(mail.html).runs if "style" not in found] == []
    assert " ".join(payload.split()) in mail.subject


@pytest.mark.attack(29)
@pytest.mark.parametrize("payload", TEMPLATES)
def test_a_template_in_a_text_is_text(payload, visitor, estate):
    with context.system("test"):
        Challenge.objects.filter(pk=estate.part("challenges:detail", "open", "pk")).update(title=payload)
    path = next(path for line, path in lines_for("anonymous", estate, "GET") if line.route == "challenges:detail")
    assert payload in unescape(page(visitor("anonymous"), path))


@pytest.mark.attack(29)
def test_a_document_reads_no_file_and_counts_nothing_that_a_text_asks_for():
    text = "".join(each.extract_text() for each in PdfReader(io.BytesIO(pdf.render(_document()))).pages)
    squeezed = "".join(text.split())
    assert "root:" not in text
    assert [each for each in DOCUMENTS if "".join(each.split()) not in squeezed] == []


def _document():
    day = date(2026, 1, 1)
    return Document(
        language="fi", title=DOCUMENTS[0], project=DOCUMENTS[1], code="X", fund="EAKR", sentence="-", implementer="-",
        partners="-", starts_on=day, ends_on=day, lines=(),
        experiments=[Experiment(title=each, place="-", state="-", decision="-", learnings=each) for each in DOCUMENTS],
    )  # fmt: skip


@pytest.mark.attack(30)
def test_htmx_is_told_by_our_script_to_run_and_keep_nothing(visitor):
    """In the script that follows it: it reads its configuration when both are there."""
    html = page(visitor("anonymous"), "/fi/")
    assert -1 < html.index("htmx") < html.index("build/mint.js")
    script = joined_js(ROOT / "static" / "js")
    settings = ("allowEval: false", "selfRequestsOnly: true", "historyCacheSize: 0", "includeIndicatorStyles: false")
    assert [setting for setting in settings if setting not in script] == []
