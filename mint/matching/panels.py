"""What matching shows on others' pages: a challenge's aside, the desk; and what waits for whom."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from mint import clock
from mint.actor import Actor
from mint.matching import pages, ranking
from mint.matching.elsewhere import is_answered_elsewhere
from mint.matching.models import Match, Need, Offer
from mint.matching.permissions import WRITING
from mint.matching.states import Side, State
from mint.notifications.duties import Duty
from mint.tenancy.context import Acting, Request

MOST_DUTIES = 20
FITS_ON_DESK = 3
ASKED = ("organisation", "municipality", "project", "closed_at", "ends_on")  # to know who asks; a score needs the rest
PARTNERS = {"company", "university", "public_body"}


def challenge_aside(request: Request, subject: Any) -> dict[str, Any] | None:
    """For its owner and coordinator the way to partners; for a partner the score and the button; else the button."""
    actor = request.actor
    if getattr(subject, "is_evaluated", False):
        return None  # who evaluates the case takes no part in it
    if not actor.is_signed_in and not getattr(subject, "seeks_partners", True):
        return None  # a visitor could not answer: no need to ask
    needs = Need.objects.visible_to(actor).of_subject(subject._meta.label_lower, subject.pk, subject.organisation_id)
    need = next(iter(needs.only(*ASKED)), None)  # one at most, so no order
    if need is None:
        return None
    elsewhere = is_answered_elsewhere(subject._meta.label_lower, subject.pk, subject)
    if not actor.is_signed_in:
        return None if elsewhere else {"need": need, "kind": "visitor"}
    organisations = request.organisations
    if helper := next((item for item in organisations if _helps(item, need, actor)), None):
        return _for_helper(need, helper, actor)
    if partner := next((item for item in organisations if _could_answer(item)), None):
        found = _for_partner(need, partner, actor)
        return found and {**found, "elsewhere": elsewhere and not found["row"]}
    if organisations or elsewhere or not need.is_open:
        return None  # a member who may only look: the challenge's own page is enough
    return {"need": need, "kind": "visitor"}


def _helps(organisation: Acting, need: Need, actor: Actor) -> bool:
    if not organisation.has_role(*WRITING):
        return False
    coordinates = "coordinator" in organisation.roles and organisation.municipality_id == need.municipality_id
    return coordinates or organisation.id == need.organisation_id


def _could_answer(organisation: Acting) -> bool:
    return organisation.kind in PARTNERS and organisation.has_role(*WRITING)


def _for_helper(need: Need, organisation: Acting, actor: Actor) -> dict[str, Any]:
    live = Match.objects.visible_to(actor).live().filter(need=need).values_list("pk", flat=True)
    return {"need": need, "kind": "helper", "organisation": organisation, "live": len(live)}


def _for_partner(need: Need, organisation: Acting, actor: Actor) -> dict[str, Any] | None:
    own = Match.objects.visible_to(actor).filter(need=need, partner_id=organisation.id)
    match = own.select_related("need", "organisation", "partner").order_by("-pk").first()
    if match is None and not need.is_open:
        return None
    return {
        "need": need,
        "kind": "partner",
        "organisation": organisation,
        "row": pages.match_row(match, organisation.id) if match else None,
        "fit": pages.own_fit(Need.objects.visible_to(actor).get(pk=need.pk), ranking.offers_of(organisation.id)),
    }


def desk(request: Request, organisation: Acting) -> dict[str, Any] | None:
    """The challenges that fit a company or a university best, with the reasons."""
    if organisation.kind not in PARTNERS or not organisation.has_role(*WRITING):
        return None
    actor = request.actor
    fits = pages.fits_for(actor, organisation, FITS_ON_DESK)
    own = Offer.objects.visible_to(actor).active().filter(organisation_id=organisation.id)
    return {"fits": fits, "has_offers": bool(fits) or own.exists(), "acting_for": organisation}


def desk_aside(request: Request, organisation: Acting) -> dict[str, Any] | None:
    """The newest matches that are still alive, and where each of them is."""
    actor = request.actor
    live = pages.matches_of(actor, organisation).live().order_by("-pk")[:3]
    rows = [pages.match_row(match, organisation.id) for match in live]
    return {"rows": rows, "acting_for": organisation} if rows else None


def duties(actor: Actor, organisation: Acting) -> list[Duty]:
    """Interests, invitations and suggestions that wait for this organisation's answer, oldest first."""
    if not organisation.has_role(*WRITING):
        return []
    own, partner = Q(organisation_id=organisation.id), Q(partner_id=organisation.id)
    asked = Q(state=State.INTEREST) & ((own & Q(interest_from=Side.PARTNER)) | (partner & Q(interest_from=Side.OWNER)))
    waiting = Match.objects.visible_to(actor).filter(asked | (Q(state=State.SUGGESTED) & (own | partner)))
    rows = waiting.select_related("need", "organisation", "partner").order_by("asked_at", "pk")
    return [_duty(match, organisation) for match in rows[:MOST_DUTIES]]


def _duty(match: Match, organisation: Acting) -> Duty:
    owns = match.organisation_id == organisation.id
    if match.state == State.SUGGESTED:
        title = _("A suggestion waits for your answer")
    else:
        title = _("An interest waits for your answer") if owns else _("An invitation waits for your answer")
    other = match.partner if owns else match.organisation
    return Duty(
        title=title,
        detail=f"{match.need.title} · {other.name}",
        url=reverse("matching:match", args=[organisation.slug, match.pk]),
        action=_("Answer"),
        icon="handshake",
        since=clock.day_of(match.asked_at),
    )
