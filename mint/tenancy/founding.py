"""How a municipality, a university or another public body comes to MINT: the operator founds it and invites its owner."""

from django.db import transaction
from django.utils.translation import gettext as _

from mint import clock
from mint.accounts.models import User
from mint.actor import Actor
from mint.audit.record import record
from mint.places.models import Municipality
from mint.tenancy.actions import free_slug, send_invitation
from mint.tenancy.models import Organisation
from mint.tenancy.roles import Kind, Role
from mint.web import MoveError

FOUNDER = "tenancy.found"
# what the first person needs, who then invites the others
FIRST_ROLES = {
    Kind.MUNICIPALITY: [Role.OWNER, Role.COORDINATOR],
    Kind.UNIVERSITY: [Role.OWNER, Role.CURATOR],
    Kind.PUBLIC_BODY: [Role.OWNER],
}


@transaction.atomic
def found(
    *, kind: Kind, name: str, business_id: str, municipality: Municipality | None, owner: str, operator: User
) -> Organisation:
    """The organisation, verified, and an invitation to its first owner's address. Runs as mint_system.

    Raises MoveError when it is a company (those register themselves), or is there already.
    """
    if kind not in FIRST_ROLES:
        raise MoveError(_("A company registers itself."))
    if not operator.is_staff:
        raise MoveError(_("Only an operator founds an organisation."))
    if _exists(kind, business_id, municipality):
        raise MoveError(_("This organisation is in MINT already."))
    organisation = Organisation.objects.create(
        kind=kind, name=name, slug=free_slug(name), business_id=business_id, municipality=municipality,
        is_verified=True, created_at=clock.now(),
    )  # fmt: skip
    actor = Actor.system(FOUNDER)
    record("organisation.founded", organisation, actor=actor, data={"operator": operator.pk})
    send_invitation(
        organisation,
        email=owner,
        roles=[*map(str, FIRST_ROLES[kind])],
        language="fi",
        invited_by=operator.pk,
        actor=actor,
    )
    return organisation


def _exists(kind: Kind, business_id: str, municipality: Municipality | None) -> bool:
    if kind == Kind.MUNICIPALITY:
        return Organisation.objects.filter(kind=kind, municipality=municipality).exists()
    return (
        bool(business_id) and Organisation.objects.filter(business_id=business_id).exclude(kind=Kind.COMPANY).exists()
    )
