"""What the pages of others show of proposals, and the duties they make."""

from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.models import Challenge
from challenges.permissions import takes_part
from challenges.proposals.addresses import address, slug_of
from challenges.proposals.asking import asked_of
from challenges.proposals.counting import count_of
from challenges.proposals.guards import is_in_time
from challenges.proposals.models import Proposal
from challenges.proposals.permissions import PROPOSING, WRITING, can_set_criteria
from challenges.proposals.states import AFTER_CALL, State
from challenges.states import State as ChallengeState
from mint import clock
from mint.actor import Actor
from mint.notifications.duties import Duty
from mint.tenancy.context import Acting, Request

SHOWN = 5
MOST_DUTIES = 20


def criteria(request: Request, challenge: Challenge) -> dict[str, Any] | None:
    asked = asked_of(challenge)
    return {"challenge": challenge, "asked": asked} if asked else None


def aside(request: Request, challenge: Challenge) -> dict[str, Any] | None:
    """To who asked the number and the way to the proposals; to everybody else the button, or what they have proposed."""
    actor = request.actor
    if challenge.is_evaluated:
        return None  # who evaluates the case takes no part in it
    if takes_part(actor, challenge) and (caller := _caller(request, challenge)):
        return _for_caller(request, challenge, caller)
    asked = asked_of(challenge)
    own = _own(request, challenge) if asked and actor.is_signed_in else []
    is_open = is_in_time(challenge)
    if not asked or not (is_open or own):
        return None
    return {"kind": "partner", "challenge": challenge, "asked": asked, "own": own, "is_open": is_open}


def _caller(request: Request, challenge: Challenge) -> Acting | None:
    """The organisation for which one looks after it: the one acted for, where that is one of them."""
    found = [item for item in request.organisations if _looks_after(item, challenge, request.actor)]
    here = request.acting_for.id if request.acting_for else None
    return next((item for item in found if item.id == here), next(iter(found), None))


def _looks_after(item: Acting, challenge: Challenge, actor: Actor) -> bool:
    coordinates = "coordinator" in item.roles and item.municipality_id == challenge.municipality_id
    curates = "curator" in item.roles and challenge.project_id in actor.curated_ids
    return item.id == challenge.organisation_id or coordinates or curates


def _for_caller(request: Request, challenge: Challenge, caller: Acting) -> dict[str, Any] | None:
    asked, may_set = asked_of(challenge), can_set_criteria(request.actor, challenge)
    if not (asked or may_set):
        return None
    return {
        "kind": "caller",
        "challenge": challenge,
        "asked": asked,
        "slug": caller.slug,
        "count": count_of(challenge) if asked and challenge.is_public else None,
        "is_over": challenge.state in AFTER_CALL,
        "may_set": may_set,
    }


def _own(request: Request, challenge: Challenge) -> list[dict[str, Any]]:
    rows = Proposal.objects.visible_to(request.actor).own(request.actor).filter(challenge=challenge)
    return _rows(request, rows.order_by("-id")[:SHOWN])


def _rows(request: Request, proposals: Any) -> list[dict[str, Any]]:
    return [
        {"proposal": each, "url": address("show", slug_of(each, request.organisations), each.pk)} for each in proposals
    ]


def desk(request: Request, organisation: Acting) -> dict[str, Any] | None:
    """Of a company, university or other body: its newest proposals."""
    if organisation.kind not in PROPOSING or not organisation.may_see_inside:
        return None
    rows = Proposal.objects.visible_to(request.actor).filter(organisation_id=organisation.id).order_by("-id")[:SHOWN]
    found = _rows(request, rows)
    return {"rows": found, "listing": address("listing", organisation.slug)} if found else None


def person(request: Request, _person: Any) -> dict[str, Any] | None:
    """One's own, of no organisation."""
    found = _rows(request, Proposal.objects.visible_to(request.actor).personal(request.actor).order_by("-id")[:SHOWN])
    return {"rows": found, "listing": address("listing", "")} if found else None


def on_desk(request: Request, organisation: Acting) -> dict[str, Any] | None:
    """A member of organisations has no page without one: their own proposals are found from any desk."""
    return person(request, None)


def duties(actor: Actor, organisation: Acting) -> list[Duty]:
    """Proposals to be checked by who asked; drafts to be finished by who writes them."""
    return [*_to_check(actor, organisation), *_to_finish(actor, organisation)]


def _to_check(actor: Actor, organisation: Acting) -> list[Duty]:
    asked_by = Q(challenge_organisation_id=organisation.id)
    if "coordinator" in organisation.roles and organisation.kind == "municipality":
        asked_by |= Q(challenge_municipality_id=organisation.municipality_id)
    if not organisation.has_role("editor"):
        return []
    waiting = Proposal.objects.visible_to(actor).filter(
        asked_by, state=State.SUBMITTED, challenge__state__in=(ChallengeState.CLOSED, ChallengeState.EVALUATING)
    )
    strange = waiting.exclude(organisation_id__in=actor.organisation_ids).exclude(author_id=actor.user_id)
    rows = strange.values("challenge_id", "challenge_title").annotate(
        n=Count("pk"), since=Min("challenge__deadline_on")
    )
    return [
        Duty(
            title=ngettext("Check a proposal", "Check %(n)s proposals", row["n"]) % {"n": row["n"]},
            detail=row["challenge_title"],
            url=reverse("proposals:received", args=[organisation.slug, row["challenge_id"]]),
            action=_("Check"),
            icon="clipboard-check",
            since=row["since"],
        )
        for row in rows.order_by("since", "challenge_id")[:MOST_DUTIES]
    ]


def _to_finish(actor: Actor, organisation: Acting) -> list[Duty]:
    if organisation.kind not in PROPOSING or not organisation.has_role(*WRITING):
        return []
    begun = Q(state=State.DRAFT) | (Q(state=State.SUBMITTED) & ~Q(working={}))
    rows = Proposal.objects.visible_to(actor).filter(
        begun,
        organisation_id=organisation.id,
        challenge__state=ChallengeState.OPEN,
        challenge__deadline_on__gte=clock.today(),
    )
    return [
        Duty(
            title=_("Send the proposal") if proposal.state == State.DRAFT else _("Send the changes of the proposal"),
            detail=f"{proposal.title} · {proposal.challenge_title}",
            url=address("check", organisation.slug, proposal.pk),
            action=_("Go on"),
            icon="send",
            due_on=proposal.challenge.deadline_on,
        )
        for proposal in rows.select_related("challenge").order_by("challenge__deadline_on", "id")[:MOST_DUTIES]
    ]
