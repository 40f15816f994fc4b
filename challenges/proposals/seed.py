"""The demo's calls: one open, one open and sealed, one that is over with its formal check nearly done."""

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from challenges import actions as challenge_actions
from challenges import workflow as challenge_workflow
from challenges.models import Challenge
from challenges.proposals import actions, setting, workflow
from challenges.proposals.asking import asked_of
from challenges.proposals.models import Call, Proposal
from challenges.proposals.seed_texts import CALLS, PROPOSALS, Called, Written
from challenges.proposals.states import Kind
from challenges.terms import DataTerms, IpTerms
from mint import clock
from mint.actor import Actor

if TYPE_CHECKING:
    from mint.management.seeding import World

CHECKED = ("P_SATU", "P_KANG", "P_LAB")


def seed(world: "World") -> None:
    for call in CALLS:
        world.remember(call.key, called(world, call))
    for days, text in enumerate(PROPOSALS):
        world.remember(text.key, proposed(world, text, days))
    _draft(world)
    _over(world)


def called(world: "World", call: Called) -> Challenge:
    coordinator, now = world.actor(f"coord_{call.owner}"), clock.now()
    data = {
        **{
            name: getattr(call, name)
            for name in ("title", "problem", "affected", "outcome", "measure", "needs", "themes")
        },
        "deadline_on": clock.today() + timedelta(days=call.closes),
        "ip_terms": IpTerms.SOLVER,
        "data_terms": DataTerms.NONE,
        "is_demo": True,
    }
    with clock.set_to(now - timedelta(days=call.published + 4)):
        organisation = world.organisation(call.owner)
        challenge = challenge_actions.create_draft(organisation=organisation, key=uuid4(), actor=coordinator, data=data)
        setting.suggest(challenge, version=None, actor=coordinator)
        Call.objects.filter(challenge=challenge).update(is_sealed=call.is_sealed)
    with clock.set_to(now - timedelta(days=call.published)):
        return challenge_workflow.publish(challenge, actor=coordinator)


def proposed(world: "World", text: Written, days: int) -> Proposal:
    """Sent in good time, each on a day of its own."""
    with clock.set_to(clock.now() - timedelta(days=9 - days % 4, hours=days)):
        proposal = _begun(world, text)
        return actions.submit(proposal, actor=_actor(world, text))


def _actor(world: "World", text: Written) -> Actor:
    return world.actor(text.writer, text.organisation)


def _begun(world: "World", text: Written) -> Proposal:
    challenge = world.objects[text.call]
    criteria = asked_of(challenge).criteria
    data = {
        "kind": Kind.TEAM if text.team else "",
        "team_name": text.team,
        "members": text.members,
        "title": text.title,
        "summary": text.summary,
        "answers": {str(criterion.pk): answer for criterion, answer in zip(criteria, text.answers, strict=True)},
    }
    organisation = world.organisation(text.organisation) if text.organisation else None
    return actions.begin(challenge, organisation=organisation, key=uuid4(), data=data, actor=_actor(world, text))


def _draft(world: "World") -> None:
    """One that its writers have yet to finish."""
    data = {"title": "Aurinkolämpö kylätalon katolla", "summary": "Lämmön keruu kesällä, varasto talon alla."}
    with clock.set_to(clock.now() - timedelta(days=2)):
        organisation, actor = world.organisation("TARU"), world.actor("owner_taru")
        actions.begin(world.objects["CALL_OPEN"], organisation=organisation, key=uuid4(), data=data, actor=actor)


def _over(world: "World") -> None:
    """Closed by itself; three proposals are taken to evaluation, one waits for its formal check."""
    call, coordinator = world.objects["CALL_CLOSED"], world.actor("coord_parikkala")
    with clock.set_to(clock.at(clock.today() - timedelta(days=2), 1)):
        closer = Actor.system(challenge_workflow.CLOSER)
        world.remember("CALL_CLOSED", challenge_workflow.close(call, actor=closer))
    for key in CHECKED:
        with clock.set_to(clock.now() - timedelta(days=1)):
            proposal = Proposal.objects.get(pk=world.objects[key].pk)
            world.remember(key, workflow.shortlist(proposal, actor=coordinator))
