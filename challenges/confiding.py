"""A confidential part is read by partners who accept its terms: each person for themselves, until the owner ends it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from challenges import notices
from challenges.actions import keep_apart
from challenges.models import Challenge, ChallengeConfidential, ConfidentialAcceptance
from challenges.permissions import can_accept_terms, can_keep_confidential, takes_part
from challenges.terms import digest
from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.tenancy.context import Acting
from mint.web import MoveError, StaleError
from mint.workflow import lock


def confidential_of(challenge: Challenge, actor: Actor) -> str:
    """Its text, for who may read it; empty for everybody else, and where there is none."""
    if not actor.is_signed_in:
        return ""
    if takes_part(actor, challenge):
        return getattr(getattr(challenge, "kept_apart", None), "text", "")  # its page has fetched it along
    kept = ChallengeConfidential.objects.visible_to(actor).filter(challenge=challenge)
    return kept.values_list("text", flat=True).first() or ""


@transaction.atomic
def change_confidential(challenge: Challenge, *, text: str, terms: str, version: int, actor: Actor) -> Challenge:
    """Other words of the terms ask everybody again, since what they accepted no longer stands."""
    fresh = lock(challenge)
    if not can_keep_confidential(actor, fresh):
        raise PermissionDenied
    if version != fresh.version:
        raise StaleError
    is_new = terms != fresh.confidential_terms
    fresh.confidential_terms = terms
    fresh.version += 1
    fresh.save(update_fields=["confidential_terms", "version"])
    keep_apart(fresh, text)
    record("challenge.confidential_changed", fresh, actor=actor, data={"terms": digest(terms) if is_new else ""})
    return fresh


@transaction.atomic
def accept(challenge: Challenge, partner: Acting, *, seen: str, actor: Actor) -> ConfidentialAcceptance:
    """`seen` is the digest of the terms that were on the screen; accepting twice is accepting once."""
    if not can_accept_terms(actor, challenge, partner):
        raise PermissionDenied
    if seen != digest(challenge.confidential_terms):
        raise MoveError(_("The terms have changed after you opened the page. Read them again."))
    own = ConfidentialAcceptance.objects.visible_to(actor).filter(
        challenge=challenge, partner_id=partner.id, user_id=actor.user_id or 0
    )
    if own.filter(ended_at__isnull=False).exists():
        raise MoveError(_("The owner has ended your access. Ask them, if you think that it should go on."))
    acceptance, is_new = own.get_or_create(
        challenge=challenge,
        partner_id=partner.id,
        user_id=actor.user_id or 0,
        terms_hash=seen,
        defaults={
            "organisation_id": challenge.organisation_id,
            "municipality_id": challenge.municipality_id,
            "created_at": clock.now(),
        },
    )
    if is_new:
        record("confidential.accepted", acceptance, actor=actor, data={"terms": seen, "challenge": challenge.pk})
        notices.terms_accepted(challenge, partner.name, actor)
    return acceptance


@transaction.atomic
def end(acceptance: ConfidentialAcceptance, *, actor: Actor) -> None:
    """The partner's next request no longer finds the text; they cannot accept it back."""
    _set_ended(acceptance, actor, "confidential.ended")


@transaction.atomic
def allow_again(acceptance: ConfidentialAcceptance, *, actor: Actor) -> None:
    _set_ended(acceptance, actor, "confidential.allowed_again")


def _set_ended(acceptance: ConfidentialAcceptance, actor: Actor, verb: str) -> None:
    if not can_keep_confidential(actor, acceptance.challenge):
        raise PermissionDenied
    ends = verb == "confidential.ended"
    row = ConfidentialAcceptance.objects.filter(pk=acceptance.pk, ended_at__isnull=ends)
    if not row.update(ended_at=clock.now() if ends else None):
        return  # a second click
    record(verb, acceptance, actor=actor, data={"user": acceptance.user_id})
    if ends:
        notices.terms_ended(acceptance.challenge, acceptance.user_id, actor)
