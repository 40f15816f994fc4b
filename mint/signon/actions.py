"""Setting up an organisation's own sign-in, confirming its domains, and letting in who comes by it."""

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mint import clock
from mint.accounts.models import User
from mint.actor import Actor
from mint.audit.record import record
from mint.sealing import sealed
from mint.signon.models import Domain, Provider
from mint.signon.offered import Offered
from mint.signon.permissions import can_confirm, can_set_up
from mint.tenancy.models import Membership, Organisation
from mint.tenancy.roles import Kind, Role
from mint.web import MoveError

ADMITTING = "signon.admit"
LOWEST = {Kind.UNIVERSITY: Role.STUDENT}


@transaction.atomic
def set_up(
    organisation: Organisation, *, server_url: str, client_id: str, secret: str, is_on: bool, actor: Actor
) -> Provider:
    """Write the settings; an empty secret leaves the one that is kept."""
    if not can_set_up(actor, organisation.pk):
        raise PermissionDenied
    provider = Provider.objects.select_for_update(of=("self",)).filter(organisation=organisation).first()
    provider = provider or Provider(organisation=organisation, created_at=clock.now())
    provider.server_url, provider.client_id, provider.is_on = server_url.rstrip("/"), client_id, is_on
    if secret:
        provider.sealed_secret = sealed(secret)
    provider.save()
    data = {"server_url": provider.server_url, "is_on": is_on, "secret_changed": bool(secret)}
    record("signon.set_up", provider, actor=actor, data=data)
    return provider


@transaction.atomic
def claim(provider: Provider, *, name: str, actor: Actor) -> Domain:
    """Say that a domain is the organisation's; it waits for an operator."""
    if not can_set_up(actor, provider.organisation_id):
        raise PermissionDenied
    try:
        with transaction.atomic():
            domain = Domain.objects.create(
                organisation_id=provider.organisation_id, provider=provider, name=name.lower(), created_at=clock.now()
            )
    except IntegrityError as error:
        raise MoveError(_("This domain is on the list already.")) from error
    record("signon.domain_claimed", provider, actor=actor, data={"domain": domain.name})
    return domain


@transaction.atomic
def give_up(domain: Domain, *, actor: Actor) -> None:
    if not can_set_up(actor, domain.organisation_id):
        raise PermissionDenied
    record("signon.domain_given_up", domain.provider, actor=actor, data={"domain": domain.name})
    domain.delete()


@transaction.atomic
def confirm(domain: Domain, *, operator: User, actor: Actor) -> None:
    """The domain is the organisation's, and its people sign in at the issuer that is set now."""
    if not can_confirm(operator):
        raise PermissionDenied
    domain.confirmed_at, domain.confirmed_by = clock.now(), operator
    domain.confirmed_url = domain.provider.server_url
    try:
        with transaction.atomic():
            domain.save(update_fields=["confirmed_at", "confirmed_by", "confirmed_url"])
    except IntegrityError as error:
        raise MoveError(_("This domain has been confirmed for another organisation.")) from error
    record("signon.domain_confirmed", domain, actor=actor, data={"domain": domain.name})


@transaction.atomic
def admit(offered: Offered, *, uid: str, email: str, name: str, language: str) -> User:
    """A new person of the organisation, with its lowest role. Runs as mint_system.

    Only who is new is admitted: whoever has been here keeps the memberships they have, so that one who was removed
    does not come back by signing in. Raises MoveError when the address has become somebody's meanwhile.
    """
    try:
        with transaction.atomic():
            person = User.objects.create_user(email, None, name=name[:120], language=language)
            EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
            SocialAccount.objects.create(user=person, provider=offered.key, uid=uid)
    except IntegrityError as error:
        raise MoveError(_("Somebody was here first. Try again.")) from error
    organisation = Organisation.objects.get(pk=offered.organisation_id)
    role = LOWEST.get(Kind(offered.kind), Role.VIEWER)
    Membership.objects.create(user=person, organisation=organisation, roles=[role])
    data = {"user": person.pk, "role": str(role)}
    record("organisation.joined_by_signon", organisation, actor=Actor.system(ADMITTING), data=data)
    return person


@transaction.atomic
def disconnect(account: SocialAccount, *, actor: Actor) -> None:
    """One's own; one signs in by a password, a passkey or a mailed code from now on."""
    if account.user_id != actor.user_id:
        raise PermissionDenied
    account.delete()
