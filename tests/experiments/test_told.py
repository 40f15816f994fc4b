"""The public page of a finished experiment: all of it, as far as its level of publication goes."""

import json
import re
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from mint.isolation import context
from tests.rows.experiments import make_experiment
from tests.rows.matching import TENANT
from tests.rows.replication import keep_effect

TOLD = {"cost": "2350,50", "contact": "Tekninen toimi", "contact_email": "tekninen@kunta.example", "licence": "cc_by"}
NASTY = "</script><script>alert(1)</script>&lt;"


@pytest.fixture
def decided(world):
    def made(state="decided", **columns):
        with context.system("test"):
            return make_experiment(world, state, **{"publication": "open", **columns})

    return made


def page(log_in, experiment, who="anonymous"):
    return log_in(who).get(experiment.get_absolute_url()).content.decode()


def linked(html):
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return json.loads(found[1]) if found else None


def words_of(response):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages).split())


def summary(log_in, experiment, who="anonymous", language="fi"):
    return log_in(who).get(reverse("experiments:summary", args=[experiment.pk]).replace("/fi/", f"/{language}/"))


def test_what_the_owner_tells_is_on_the_page(decided, log_in):
    experiment = decided()
    address = reverse("experiments:tell", args=["company", experiment.pk])
    response = log_in("owner").post(address, {**TOLD, "version": experiment.version})
    assert response.status_code == 302
    html = page(log_in, experiment)
    assert (
        "2 350,5 €" in html.replace("\xa0", " "),
        "Tekninen toimi" in html,
        "creativecommons.org/licenses/by/4.0" in html,
    ) == (True,) * 3


def test_a_stale_form_overwrites_nothing(decided, log_in):
    experiment = decided()
    address = reverse("experiments:tell", args=["company", experiment.pk])
    log_in("owner").post(address, {**TOLD, "version": experiment.version})
    response = log_in("editor").post(address, {**TOLD, "contact": "Toinen", "version": experiment.version})
    experiment.refresh_from_db()
    assert (response.status_code, experiment.contact) == (409, "Tekninen toimi")


@pytest.mark.parametrize("wrong", [{"cost": "-1"}, {"contact_email": "ei osoite"}, {"licence": "gpl"}])
def test_what_is_no_cost_address_or_licence_is_refused(wrong, decided, log_in):
    experiment = decided()
    address = reverse("experiments:tell", args=["company", experiment.pk])
    response = log_in("owner").post(address, {**TOLD, **wrong, "version": experiment.version})
    experiment.refresh_from_db()
    assert (response.status_code, experiment.cost, experiment.licence) == (422, None, "")


def test_the_budget_and_the_roles_of_the_plan_stay_inside(decided, log_in):
    html = page(log_in, decided())
    assert ("2 500" in html.replace("\xa0", " "), "Yritys asentaa" in html, "Kymmenen mökkiä" in html) == (
        False,
        False,
        True,
    )


def test_the_citation_has_the_short_address(decided, log_in, settings):
    experiment = decided()
    html = page(log_in, experiment)
    assert f"{settings.SITE_URL}/fi/kokeilut/{experiment.pk}/" in html
    assert f"Company, Partner ({experiment.decided_at.year}). Anturit mökkeihin." in html


@pytest.mark.parametrize(("publication", "kind", "has_data"), [("open", "Dataset", True), ("summary", "Report", False)])
def test_machines_read_what_the_public_sees(publication, kind, has_data, decided, log_in):
    for who in ("anonymous", "owner"):
        found = linked(page(log_in, decided(publication=publication), who))
        assert (found["@type"], "distribution" in found, found["creator"]["name"]) == (kind, has_data, "Company")


@pytest.mark.parametrize(("state", "publication"), [("running", "open"), ("evaluating", "open"), ("decided", "none")])
def test_what_is_unfinished_or_unpublished_is_not_described(state, publication, decided, log_in):
    experiment = decided(state, publication=publication)
    html = page(log_in, experiment, "owner")
    assert (linked(html), "tiivistelma.pdf" in html) == (None, False)
    assert summary(log_in, experiment, "owner").status_code == 404


def test_nothing_that_people_write_ends_the_description(decided, log_in):
    html = page(log_in, decided(title=f"A {NASTY}", result=NASTY, public_summary=NASTY))
    found = linked(html)
    assert (found["abstract"], found["description"], "<script>alert" in html) == (NASTY, NASTY, False)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_summary_is_one_page_in_each_language(language, decided, log_in):
    experiment = decided(result="Tulos. " * 500, learnings="Opittiin paljon. " * 240, public_summary="Kokeilu. " * 160)
    response = summary(log_in, experiment, language=language)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert len(PdfReader(BytesIO(response.content)).pages) == 1
    assert "Anturit mökkeihin" in words_of(response)


def test_the_summary_hides_what_the_public_page_hides(decided, log_in):
    shown, hidden = decided(), decided(publication="summary")
    with context.system("test"):
        for experiment in (shown, hidden):
            keep_effect(experiment, -1.5, 0.3)
    texts = [words_of(summary(log_in, experiment, "owner")) for experiment in (shown, hidden)]
    assert ["1,5" in text for text in texts] == [True, False]
    assert not any(word in text for text in texts for word in ("2500", "2 500", "Yritys asentaa"))


def test_only_the_owners_writers_tell(decided, log_in):
    experiment = decided()
    for who in ("partner", "coordinator", "curator", "viewer"):
        address = reverse("experiments:tell", args=[TENANT[who], experiment.pk])
        assert log_in(who).post(address, {**TOLD, "version": 1}).status_code == 403
    experiment.refresh_from_db()
    assert experiment.contact == ""
