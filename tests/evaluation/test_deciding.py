"""Results, the decision prepared in quiet and released to all at once, and its memo."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from challenges.evaluation.models import Conflict, Decision, Evaluator, Memo, Phase, Verdict
from challenges.models import Challenge
from challenges.proposals.models import Proposal
from mint import clock
from mint.isolation import context
from mint.outbox.models import Job, Mail
from tests.rows.evaluation import make_decision, score


@pytest.fixture
def scored(case):
    """Each proposal scored by two, the phase ended."""
    for number, points in enumerate(((5, 4), (3, 3), (1, 0))):
        for who in ("outsider", "teacher"):
            score(case.sheet(who, number, "submitted"), *points)
    with context.system("test"):
        Phase.objects.update(state="closed")
    return case


def page(case, name, *args):
    return reverse(f"evaluation:{name}", args=["municipality", case.challenge.pk, *args])


def typed(case, outcomes=("selected", "reserve", "not_selected"), **more):
    fields = {}
    for proposal, outcome in zip(case.proposals, outcomes, strict=True):
        fields |= {f"o{proposal.pk}": outcome, f"f{proposal.pk}": f"Palaute ehdotukselle {proposal.title}."}
    return fields | {"reasons": "Paras mediaani."} | more


def states(case):
    with context.system("test"):
        return list(Proposal.objects.filter(challenge=case.challenge).order_by("pk").values_list("state", flat=True))


def test_the_results_show_median_spread_and_disagreement(case, log_in):
    for who, points in (("outsider", (5, 4)), ("teacher", (2, 4)), ("curator", (4, 4))):
        score(case.sheet(who, 0, "submitted"), *points)
    address = reverse("evaluation:results", args=["municipality", case.phase.pk])
    first = log_in("coordinator").get(address).context["results"][0]
    assert (first.spread.median, first.spread.least, first.spread.most, first.spread.count) == (80, 56, 92, 3)
    assert first.disagreed == ["Peruste 1"]
    found = log_in("coordinator").get(f"{address}?jarj=mediaani").context["results"]
    assert found[0].proposal.title == "Ruokopaali"


def test_nothing_is_released_before_everything_is_there(case, log_in):
    browser = log_in("coordinator")
    assert browser.post(page(case, "decision"), typed(case)).status_code == 302
    assert browser.post(page(case, "release")).status_code == 409
    assert states(case) == ["shortlisted"] * 3


def test_feedback_is_mandatory_for_everybody(scored, log_in):
    browser = log_in("coordinator")
    lacking = typed(scored) | {f"f{scored.proposals[2].pk}": "  "}
    assert browser.post(page(scored, "decision"), lacking).status_code == 302
    assert browser.post(page(scored, "release")).status_code == 409
    assert states(scored) == ["shortlisted"] * 3


def test_it_is_released_to_all_at_once_and_each_reads_their_own(scored, log_in, run_outbox):
    browser = log_in("coordinator")
    assert browser.post(page(scored, "decision"), typed(scored)).status_code == 302
    for who in ("owner", "partner"):
        own = log_in(who).get(reverse("proposals:go", args=[scored.proposals[who == "partner"].pk]), follow=True)
        assert (own.status_code, "Palaute ehdotukselle" in own.content.decode()) == (200, False)
    assert browser.post(page(scored, "release")).status_code == 302
    assert states(scored) == ["selected", "reserve", "not_selected"]
    scored.challenge.refresh_from_db()
    assert scored.challenge.state == "selected"
    shown = log_in("owner").get(reverse("proposals:go", args=[scored.proposals[0].pk]), follow=True).content.decode()
    assert "Palaute ehdotukselle Ruokopaali." in shown
    assert "Kuivike" not in shown
    with context.system("test"):
        Job.objects.update(not_before=clock.now())
    run_outbox()
    with context.system("test"):
        mails = {mail.to: mail.text for mail in Mail.objects.filter(kind="proposal_decided")}
    assert set(mails) == {"owner@example.test", "editor@example.test", "partner@example.test", "stranger@example.test"}
    assert "Palaute ehdotukselle Kuivike." in mails["partner@example.test"]
    assert "Ruokopaali" not in mails["partner@example.test"]


def test_the_release_is_undone_within_ten_minutes_and_nobody_was_told(scored, log_in, run_outbox):
    browser = log_in("coordinator")
    browser.post(page(scored, "decision"), typed(scored))
    assert [browser.post(page(scored, "release")).status_code for _ in range(2)] == [302, 409]
    assert browser.post(page(scored, "undo_release")).status_code == 302
    assert states(scored) == ["shortlisted"] * 3
    scored.challenge.refresh_from_db()
    assert scored.challenge.state == "evaluating"
    with context.system("test"):
        Job.objects.update(not_before=clock.now())
    run_outbox()
    with context.system("test"):
        assert Mail.objects.filter(kind="proposal_decided").count() == 0
        assert Verdict.objects.filter(released_at__isnull=False).count() == 0
    assert browser.post(page(scored, "undo_release")).status_code == 409


@pytest.mark.parametrize(
    ("who", "tenant", "status"),
    [
        ("owner", "company", 404),
        ("partner", "partner", 404),
        ("curator", "university", 403),
        ("anonymous", "company", 302),
    ],
)
def test_only_the_coordinator_releases(who, tenant, status, scored, log_in):
    with context.system("test"):
        make_decision(scored.challenge, scored.proposals)
    assert log_in(who).post(reverse("evaluation:release", args=[tenant, scored.challenge.pk])).status_code == status
    assert states(scored) == ["shortlisted"] * 3


@pytest.fixture
def released(scored, log_in):
    browser = log_in("coordinator")
    browser.post(page(scored, "decision"), typed(scored))
    assert browser.post(page(scored, "release")).status_code == 302
    with context.system("test"):
        Conflict.objects.create(
            organisation_id=scored.phase.organisation_id, phase=scored.phase, proposal=scored.proposals[2],
            user=scored.world.people["curator"], kind="joint_work", waiver="Ainoa alan tuntija.", waived_at=clock.now(),
        )  # fmt: skip
    return scored


def test_what_was_scored_is_read_afterwards_and_nothing_more_is_scored(released, log_in):
    """Whose access has ended stands on the phase's page, too; the challenge's page leads there when it is solved."""
    with context.system("test"):
        Evaluator.objects.update(expires_at=clock.now() - timedelta(days=1))
        Challenge.objects.filter(pk=released.challenge.pk).update(state="solved")
    browser = log_in("coordinator")
    found = browser.get(reverse("evaluation:phase", args=["municipality", released.phase.pk])).context
    assert [len(line.sheets) for line in found["lines"]] == [2, 2, 2]
    assert {str(each["row"].user) for each in found["evaluators"]} == {
        str(released.world.people[who]) for who in ("outsider", "teacher")
    }
    manage = browser.get(reverse("challenges:manage", args=["municipality", released.challenge.pk])).content.decode()
    assert page(released, "decision") in manage
    again = {
        "name": "Toinen",
        "opens_on": "2026-12-01",
        "closes_on": "2026-12-09",
        "least_reviews": 2,
        "shows_others": "never",
    }
    assert browser.post(page(released, "plan"), again).status_code == 409
    with context.system("test"):
        assert Phase.objects.count() == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", ["Päätösmuistio", "Mediaani", "Valittu", "Ainoa alan tuntija.", "Allekirjoitus"]),
        ("sv", ["Beslutspromemoria", "Median", "Vald", "Ainoa alan tuntija.", "Underskrift"]),
        ("en", ["Decision memo", "Median", "Selected", "Ainoa alan tuntija.", "Signature"]),
    ],
)
def test_the_memo_is_one_tagged_page_in_each_language(language, words, released, log_in, run_outbox):
    browser = log_in("coordinator")
    assert browser.post(page(released, "ask_memo")).status_code == 302
    run_outbox()
    response = browser.get(page(released, "memo", language))
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    reader = PdfReader(BytesIO(b"".join(response.streaming_content)))
    text = " ".join(reader.pages[0].extract_text().split())
    assert len(reader.pages) == 1
    assert [word for word in (*words, "Ruokopaali", "92", "Paras mediaani.") if word not in text] == []
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    metadata = reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert "pdfuaid:part" in metadata
    assert "pdfaid:part" in metadata


def test_the_memo_is_made_only_of_what_was_released(scored, log_in):
    browser = log_in("coordinator")
    browser.post(page(scored, "decision"), typed(scored))
    assert browser.post(page(scored, "ask_memo")).status_code == 409
    with context.system("test"):
        assert Memo.objects.count() == 0


def test_a_long_memo_still_fits_one_page(released, log_in, run_outbox):
    with context.system("test"):
        Decision.objects.update(reasons="Perustelu on pitkä ja harkittu. " * 60)
    browser = log_in("coordinator")
    browser.post(page(released, "ask_memo"))
    run_outbox()
    content = b"".join(browser.get(page(released, "memo", "fi")).streaming_content)
    assert len(PdfReader(BytesIO(content)).pages) == 1
