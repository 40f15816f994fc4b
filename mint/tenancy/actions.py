"""Organisations come to be, people join and leave them."""

import secrets
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mint import clock
from mint.accounts.models import User
from mint.actor import Actor
from mint.audit.record import record
from mint.mail import compose
from mint.outbox.queue import send
from mint.places.models import Industry, Municipality
from mint.sealing import hashed
from mint.tenancy import workflow
from mint.tenancy.models import Invitation, JoinRequest, Membership, Organisation
from mint.tenancy.permissions import can_manage_members, can_verify
from mint.tenancy.roles import ROLES_OF, Kind, Role
from mint.web import MoveError

INVITATION_LASTS = timedelta(days=14)
KIND = "invitation"  # of its links, among all that are hashed
TAKEN = gettext_lazy("This company is already in MINT. You can ask to join it.")


class TakenError(MoveError):
    """Somebody has registered the company: one asks to join it."""


@transaction.atomic
def register_company(
    *, name: str, business_id: str, municipality: Municipality, industry: Industry | None = None, actor: Actor
) -> Organisation:
    """An unverified company with its first owner. Raises TakenError when the business ID is taken."""
    if company_of(business_id):
        raise TakenError(TAKEN)
    try:
        with transaction.atomic():  # two at the same moment: the database lets one of them through
            company = Organisation.objects.create(
                kind=Kind.COMPANY,
                name=name,
                slug=free_slug(name),
                business_id=business_id,
                municipality=municipality,
                industry=industry,
                created_at=clock.now(),
            )
    except IntegrityError as error:
        if company_of(business_id):
            raise TakenError(TAKEN) from error
        raise MoveError(_("Somebody was here first. Try again.")) from error
    Membership.objects.create(user_id=person(actor), organisation=company, roles=[Role.OWNER])
    record("organisation.registered", company, actor=actor)
    return company


def company_of(business_id: str) -> Organisation | None:
    """The company that is in MINT already under this number."""
    rows = Organisation.objects.filter(kind=Kind.COMPANY, business_id=business_id)
    return rows.first() if business_id else None


def person(actor: Actor) -> int:
    """The user's id; PermissionDenied when nobody is signed in."""
    if actor.user_id is None:
        raise PermissionDenied
    return actor.user_id


def free_slug(name: str) -> str:
    """A slug that nobody has yet: the bare name, or with a few random letters."""
    base = slugify(name)[:60] or "organisaatio"
    taken = Organisation.objects.filter(slug=base).exists()
    return f"{base}-{secrets.token_hex(3)}" if taken else base


@transaction.atomic
def verify(organisation: Organisation, *, actor: Actor) -> Organisation:
    if not can_verify(actor, organisation):
        raise PermissionDenied
    organisation.is_verified = True
    organisation.save(update_fields=["is_verified"])
    record("organisation.verified", organisation, actor=actor)
    return organisation


@transaction.atomic
def invite(
    organisation: Organisation,
    *,
    email: str,
    roles: list[str],
    language: str,
    actor: Actor,
) -> str:
    """Invite an address; returns the token, which is mailed and kept only as a hash."""
    if not can_manage_members(actor, organisation.pk):
        raise PermissionDenied
    if not roles or set(roles) - set(ROLES_OF[organisation.kind]):
        raise MoveError(_("Choose at least one role that this kind of organisation has."))
    if Membership.objects.filter(organisation=organisation, user__email__iexact=email).exists():
        raise MoveError(_("This person is a member already. Change their roles on the page of the members."))
    return send_invitation(
        organisation, email=email, roles=roles, language=language, invited_by=person(actor), actor=actor
    )


def send_invitation(
    organisation: Organisation, *, email: str, roles: list[str], language: str, invited_by: int, actor: Actor
) -> str:
    """Write the row, the mail and the audit entry; who may, its callers have asked. The newest alone is open."""
    close_invitations(organisation.pk, email)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email.lower(),
        roles=roles,
        token_hash=hashed(KIND, token),
        invited_by_id=invited_by,
        expires_at=clock.now() + INVITATION_LASTS,
        created_at=clock.now(),
    )
    url = absolute(reverse("tenancy:accept", args=[token]))
    send(
        compose(
            "invitation",
            email,
            {"organisation": organisation.name, "url": url},
            language=language,
        )
    )
    record(
        "organisation.invited",
        organisation,
        actor=actor,
        data={"invitation": invitation.pk},
    )
    return token


def absolute(path: str) -> str:
    from django.conf import settings

    return f"{settings.SITE_URL}{path}"


def open_invitation(token: str, *, user: User, lock: bool = False) -> Invitation | None:
    """What the token opens for this person: once, in time, and only where it was sent to their address."""
    rows = Invitation.objects.select_for_update(of=("self",)) if lock else Invitation.objects.all()
    found = rows.select_related("organisation").filter(token_hash=hashed(KIND, token), email__iexact=user.email).first()
    return found if found and found.is_open else None


def pending_of(organisation_id: int) -> QuerySet[Invitation]:
    """Invitations that somebody may still accept, the newest first."""
    waiting = Invitation.objects.filter(organisation_id=organisation_id, accepted_at=None, revoked_at=None)
    return waiting.filter(expires_at__gt=clock.now()).order_by("-id")


def close_invitations(organisation_id: int, email: str) -> None:
    """None that was mailed before brings anybody in any more: not twice, and not back after leaving."""
    pending_of(organisation_id).filter(email__iexact=email).update(revoked_at=clock.now())


@transaction.atomic
def revoke(invitation: Invitation, *, actor: Actor) -> None:
    """Take an invitation back; its link opens nothing any more. A second time changes nothing."""
    if not can_manage_members(actor, invitation.organisation_id):
        raise PermissionDenied
    if pending_of(invitation.organisation_id).filter(pk=invitation.pk).update(revoked_at=clock.now()):
        record(
            "organisation.invitation_revoked",
            invitation.organisation,
            actor=actor,
            data={"invitation": invitation.pk},
        )


@transaction.atomic
def accept(token: str, *, user: User, actor: Actor) -> Organisation:
    """Join by a token."""
    found = open_invitation(token, user=user, lock=True)
    if found is None:
        raise MoveError(_("This invitation is not valid any more, or it was sent to another address."))
    membership = Membership.objects.filter(user=user, organisation_id=found.organisation_id).first()
    if membership is not None:
        raise MoveError(workflow.already_in(membership))
    asked = JoinRequest.objects.asked_by(actor).filter(organisation_id=found.organisation_id).waiting()
    waiting = asked.select_for_update(of=("self",), no_key=True).first()  # before the membership, as an owner's answer
    Membership.objects.create(user=user, organisation_id=found.organisation_id, roles=found.roles)
    if waiting:
        workflow.withdraw(waiting, actor=actor)  # it is answered by the invitation
    found.accepted_at = clock.now()
    found.save(update_fields=["accepted_at"])
    close_invitations(found.organisation_id, user.email)
    record(
        "organisation.joined",
        found.organisation,
        actor=actor,
        data={"invitation": found.pk},
    )
    return found.organisation
