"""What becomes of a membership: other roles, the end, and twice a year an owner's word that it still holds."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.tenancy.actions import close_invitations
from mint.tenancy.models import Membership, Organisation
from mint.tenancy.permissions import can_manage_members
from mint.tenancy.roles import ROLES_OF, Role
from mint.web import MoveError


def members_of(organisation_id: int) -> list[Membership]:
    found = Membership.objects.filter(organisation_id=organisation_id).select_related("user")
    return list(found.order_by("user__name", "pk"))


def last_owner(members: Collection[Membership]) -> int | None:
    """The membership that keeps an organisation going, of its members; it neither ends nor loses that role."""
    owners = [member.pk for member in members if Role.OWNER in member.roles and member.paused_at is None]
    return owners[0] if len(owners) == 1 else None


@transaction.atomic
def change_roles(membership: Membership, roles: Collection[str], *, actor: Actor) -> Membership:
    """Give other roles; from the next request on. An organisation keeps at least one owner."""
    organisation = _managed(membership.organisation_id, actor)
    if not roles or set(roles) - set(ROLES_OF[organisation.kind]):
        raise MoveError(_("Choose at least one role that this kind of organisation has."))
    fresh = _fresh(membership)
    if set(fresh.roles) == set(roles):
        return fresh
    if Role.OWNER not in roles:
        _not_the_last_owner(fresh, _("The last owner stays an owner. Make somebody else an owner first."))
    before, fresh.roles = fresh.roles, [role.value for role in Role if role in roles]
    fresh.save(update_fields=["roles"])
    data = {"user": fresh.user_id, "before": before, "after": fresh.roles}
    record("organisation.roles_changed", organisation, actor=actor, data=data)
    return fresh


@transaction.atomic
def remove_member(membership: Membership, *, actor: Actor) -> None:
    """End a membership; an organisation keeps at least one owner."""
    own = membership.user_id == actor.user_id
    if not own and not can_manage_members(actor, membership.organisation_id):
        raise PermissionDenied
    organisation = _locked(membership.organisation_id)
    membership = _fresh(membership)
    _not_the_last_owner(membership, _("The last owner cannot leave. Make somebody else an owner first."))
    record("organisation.left", organisation, actor=actor, data={"user": membership.user_id})
    close_invitations(membership.organisation_id, membership.user.email)
    membership.delete()


@transaction.atomic
def confirm(organisation_id: int, memberships: Collection[int], *, actor: Actor) -> int:
    """These people still belong here: says an owner. What was paused goes on. Returns how many were confirmed."""
    organisation = _managed(organisation_id, actor)
    rows = Membership.objects.filter(organisation_id=organisation_id, pk__in=memberships)
    people = sorted(rows.values_list("user_id", flat=True))
    if people:
        rows.update(confirmed_at=clock.now(), paused_at=None)
        record("organisation.members_confirmed", organisation, actor=actor, data={"users": people})
    return len(people)


def confirmed_text(done: int, members: int) -> str:
    said = ngettext("You confirmed %(n)s member.", "You confirmed %(n)s members.", done) % {"n": done}
    left = members - done
    rest = ngettext(
        "%(n)s was left unconfirmed. End the membership of whoever does not belong here any more.",
        "%(n)s were left unconfirmed. End the memberships of those who do not belong here any more.",
        left,
    ) % {"n": left}
    return f"{said} {rest}" if left else said


def _managed(organisation_id: int, actor: Actor) -> Organisation:
    if not can_manage_members(actor, organisation_id):
        raise PermissionDenied
    return _locked(organisation_id)


def _locked(organisation_id: int) -> Organisation:
    """The organisation's row is the lock: two owners who remove each other at once would leave none.

    Who leaves may not lock it, and need not: they are no owner, or the database lets an owner.
    """
    rows = Organisation.objects.filter(pk=organisation_id)
    return rows.select_for_update(no_key=True).first() or rows.get()


def _fresh(membership: Membership) -> Membership:
    fresh = Membership.objects.select_related("user").filter(pk=membership.pk).first()
    if fresh is None:
        raise MoveError(_("Somebody was here first: the membership has ended."))
    return fresh


def _not_the_last_owner(membership: Membership, text: str) -> None:
    owners = Membership.objects.filter(organisation_id=membership.organisation_id).active().owners()
    if Role.OWNER in membership.roles and membership.paused_at is None and owners.count() < 2:
        raise MoveError(text)
