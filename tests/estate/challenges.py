"""Challenges of the company: in review, a draft, an open one; what stands on them."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import Permission

from challenges.behalf.models import OnBehalf
from challenges.curation.models import CuratorNote, ReplyText
from challenges.models import (
    EVALUATE,
    Challenge,
    ChallengeAttachment,
    ChallengeConfidential,
    ChallengeGrant,
    ConfidentialAcceptance,
    CoOwner,
)
from challenges.questions.models import Question
from challenges.terms import digest
from mint import clock
from mint.sealing import hashed as hashed_link
from tests.estate.rows import file
from tests.factories import ChallengeFactory
from tests.world import World

ON_BEHALF, DECLINED = "a-text-on-behalf-of-the-company", "another-that-was-declined"


def challenges(world: World) -> dict[str, dict[str, Any]]:
    def made(state: str) -> dict[str, Any]:
        row = ChallengeFactory(organisation=world.company, project=world.project, state=state)
        kept = ChallengeAttachment.objects.create(organisation=world.company, challenge=row, **file("liite.txt"))
        return {"pk": row.pk, "slug": row.slug, "attachment": kept.pk}

    in_review = made("in_review")
    grant(world, Challenge.objects.get(pk=in_review["pk"]))
    words = {"number": 1, "person": world.people["evaluator"].pk}
    opened, drafted = made("open"), made("draft")
    opened["acceptance"] = _accepted(world, Challenge.objects.get(pk=opened["pk"]))
    asked = Question.objects.create(
        organisation=world.company, challenge_id=opened["pk"], asker=world.people["outsider"], text="Milloin?",
        form_key=uuid4(),
    )  # fmt: skip
    return {
        "challenges": in_review | words,
        "lineage": in_review,
        "lineage@draft": drafted,
        "lineage@open": opened,
        "challenges@draft": drafted,
        "challenges@open": opened,
        "challenges:confidential_decide": opened,
        "sharing": _shared(world),
        **_on_behalf(world),
        "tagging": in_review,
        "tagging@draft": drafted,
        "tagging@open": opened,
        "questions": in_review,
        "questions@open": opened | {"question": asked.pk},
    }


def _on_behalf(world: World) -> dict[str, Any]:
    """One waits for the company, one is still written, one was declined just now."""

    def made(token: str, **more: Any) -> OnBehalf:
        values = {"organisation": world.municipality, "municipality": world.place, "author": world.people["coordinator"],
                  "company": world.company, "company_name": world.company.name, "contact_email": "x@example.test",
                  "data": {"title": "Puolesta", "problem": "Näin.", "needs": ["method"]}}  # fmt: skip
        if token:
            more = {"token_hash": hashed_link("behalf", token), "sent_at": clock.now() - timedelta(hours=1),
                    "expires_at": clock.now() + timedelta(days=9), "state": "waiting", **more}  # fmt: skip
        return OnBehalf.objects.create(**{**values, **more})

    waiting, draft = made(ON_BEHALF), made("")
    made(DECLINED, state="declined", answered_at=clock.now(), answer="Ei näin.")
    return {
        "behalf": {"pk": waiting.pk, "token": ON_BEHALF, "number": 1},
        "behalf:undo": {"token": DECLINED},
        "behalf:delete": {"pk": draft.pk},
        "behalf:step": {"pk": draft.pk, "number": 1},
    }


def _shared(world: World) -> dict[str, Any]:
    row = ChallengeFactory(organisation=world.municipality, state="open")
    other = {"organisation": world.other_municipality, "municipality": world.other_place}
    joined = CoOwner.objects.create(challenge=row, lead=world.municipality, state="joined", **other)
    return {"pk": row.pk, "owner": joined.pk}


def _accepted(world: World, challenge: Challenge) -> int:
    """Its confidential part has terms, which the partner has accepted."""
    challenge.confidential_terms = "Ehdot"
    challenge.save()
    owner = {"organisation": world.company, "challenge": challenge}
    ChallengeConfidential.objects.create(**owner, text="Salaista")
    accepted = ConfidentialAcceptance.objects.create(
        **owner, municipality=world.place, partner=world.partner, user=world.people["partner"],
        terms_hash=digest("Ehdot"),
    )  # fmt: skip
    return accepted.pk


def curation(world: World) -> dict[str, dict[str, Any]]:
    case = Challenge.objects.filter(organisation=world.company, state="in_review").order_by("pk")[0]
    note = CuratorNote.objects.create(
        challenge=case, author=world.people["coordinator"], text="Soitettu omistajalle.", form_key=uuid4()
    )
    reply = ReplyText.objects.create(
        organisation=world.municipality, occasion="returned", name_fi="Lisää", text_fi="Kertokaa lisää."
    )
    of_reply = {"pk": reply.pk}
    return {
        "curation": {"pk": case.pk, "number": note.pk},
        "curation:reply": of_reply,
        "curation:delete_reply": of_reply,
    }


def grant(world: World, challenge: Challenge) -> None:
    ChallengeGrant.objects.create(
        permission=Permission.objects.get(codename=EVALUATE, content_type__app_label="challenges"),
        content_object=challenge,
        user=world.people["evaluator"],
        organisation=world.company,
        municipality=world.place,
        expires_at=clock.now() + timedelta(days=30),
    )
