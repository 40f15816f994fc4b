"""Who asks to join the company, whom it invites, and how its people sign in."""

from datetime import timedelta
from typing import Any

from allauth.socialaccount.models import SocialAccount

from companies.models import CompanyProfile
from mint import clock
from mint.sealing import hashed
from mint.signon.models import Domain, Provider
from mint.tenancy.actions import KIND
from mint.tenancy.models import Invitation, JoinRequest, Membership
from tests.estate.rows import TOKEN
from tests.factories import OrganisationFactory
from tests.world import World


def organisations(world: World) -> dict[str, dict[str, Any]]:
    company = world.company
    CompanyProfile.objects.create(organisation=company, is_listed=True)
    CompanyProfile.objects.create(organisation=world.partner, is_listed=False)
    unverified = OrganisationFactory(municipality=world.place, is_verified=False)
    asked = JoinRequest.objects.create(
        organisation=company, asker=world.people["outsider"], created_at=clock.now() - timedelta(days=15)
    )
    invitation = Invitation.objects.create(
        organisation=company, email="stranger@example.test", roles=["viewer"], token_hash=hashed(KIND, TOKEN),
        invited_by=world.people["owner"], expires_at=clock.now() + timedelta(days=7),
    )  # fmt: skip
    return {
        "companies": {"pk": asked.pk},
        "companies:detail": {"pk": company.pk, "slug": company.slug},
        "companies:detail@unlisted": {"pk": world.partner.pk, "slug": world.partner.slug},
        "companies:verify": {"pk": unverified.pk},
        "tenancy:accept": {"token": TOKEN},
        "tenancy:revoke": {"pk": invitation.pk},
        "tenancy:remove": {"pk": Membership.objects.get(user=world.people["viewer"]).pk},
        "tenancy:roles": {"pk": Membership.objects.get(user=world.people["viewer"]).pk},
    }


def signon(world: World) -> dict[str, dict[str, Any]]:
    provider = Provider.objects.create(
        organisation=world.company, server_url="https://127.0.0.1:9", client_id="mint", is_on=True
    )
    domain = Domain.objects.create(
        organisation=world.company, provider=provider, name="company.test", confirmed_at=clock.now(),
        confirmed_by=world.people["operator"], confirmed_url=provider.server_url,
    )  # fmt: skip
    connected = SocialAccount.objects.create(user=world.people["outsider"], provider=provider.key, uid="1")
    return {
        "signon": {"slug": world.company.slug, "provider_id": provider.key, "pk": domain.pk},
        "signon:disconnect": {"pk": connected.pk},
    }
