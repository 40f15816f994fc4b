"""A challenge of the cast's municipality that has criteria, and proposals to it, in any state."""

from typing import Any

from challenges.models import Challenge
from challenges.proposals.models import Answer, Call, Criterion, Proposal
from mint import clock
from tests.factories import ChallengeFactory
from tests.world import World

ANSWER = "Keräämme ruo'on talvella jäältä ja paalaamme sen kuivikkeeksi."


def make_criteria(challenge: Challenge, weights: tuple[int, ...] = (60, 40), **call: Any) -> list[Criterion]:
    owner = {"organisation_id": challenge.organisation_id, "challenge": challenge}
    Call.objects.create(**owner, **call)
    return [
        Criterion.objects.create(
            **owner, position=number, name=f"Peruste {number}", question=f"Miten {number}?", weight=weight,
            anchors=["ei mitään", "", "", "jotain", "", "kaikki"],
        )
        for number, weight in enumerate(weights, start=1)
    ]  # fmt: skip


def make_call(world: World, state: str = "open", *, is_sealed: bool = False, **values: Any) -> Challenge:
    """Of the municipality, in its project: the company and the partner may answer it."""
    owner = {"organisation": world.municipality, "municipality": world.place, "project": world.project}
    challenge: Challenge = ChallengeFactory(state=state, title="Ruoko kiertoon", **owner | values)
    make_criteria(challenge, is_sealed=is_sealed)
    return challenge


def make_proposal(
    world: World, challenge: Challenge, state: str = "submitted", who: str = "owner", **values: Any
) -> Proposal:
    """`who` proposes for the first organisation they write in, unless `organisation` says otherwise."""
    person = world.people[who]
    sent = state != "draft"
    complete = {
        "challenge": challenge,
        "challenge_organisation_id": challenge.organisation_id,
        "challenge_municipality_id": challenge.municipality_id,
        "challenge_project_id": challenge.project_id,
        "challenge_title": challenge.title,
        "author": person,
        "organisation": world.company,
        "title": "Ruokopaali",
        "summary": "Paalaus ja nouto jäältä.",
        "contact_name": person.name,
        "contact_email": person.email,
        "submitted_at": clock.now() if sent else None,
        "submissions": int(sent),
        "answer": "Ei koske haastetta." if state == "rejected" else "",
    }
    complete |= values
    complete.setdefault("kind", "company" if complete["organisation"] else "person")
    proposal = Proposal.objects.create(state=state, **complete)
    if sent:
        for criterion in Criterion.objects.of(challenge):
            Answer.objects.create(challenge=challenge, proposal=proposal, criterion=criterion, text=ANSWER)
    return proposal
