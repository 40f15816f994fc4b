"""Writing a company's profile; verifying a company."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from companies import notices
from companies.models import CompanyProfile
from companies.permissions import can_edit
from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.privacy import consenting
from mint.privacy.states import ConsentKind
from mint.tenancy import actions
from mint.tenancy.models import Organisation
from mint.tenancy.permissions import can_verify
from mint.tenancy.roles import Kind
from mint.web import StaleError


@transaction.atomic
def write_profile(company: Organisation, *, actor: Actor, version: int, website: str, **values: Any) -> CompanyProfile:
    """Create the profile (version 0) or change it. Raises StaleError when somebody else has written meanwhile."""
    if not can_edit(actor, company.pk):
        raise PermissionDenied
    # the organisation's row is the lock: two first writings at once would make two profiles
    company = Organisation.objects.select_for_update(no_key=True).get(pk=company.pk)
    profile = CompanyProfile.objects.filter(organisation=company).first()
    if version != (profile.version if profile else 0):
        raise StaleError
    if profile is None:
        profile = CompanyProfile(organisation=company, version=0, created_at=clock.now())
    was_listed = profile.is_listed
    for name, value in values.items():
        setattr(profile, name, value)
    if profile.is_listed != was_listed:
        consenting.note(ConsentKind.LISTING, is_given=profile.is_listed, actor=actor)
    profile.version += 1
    profile.save()
    if company.website != website:
        company.website = website
        company.save(update_fields=["website"])
    record("company.described", company, actor=actor, data={"fields": sorted(values)})
    return profile


@transaction.atomic
def verify(company: Organisation, *, actor: Actor) -> Organisation:
    """Once: a second click changes and tells nothing."""
    if not can_verify(actor, company):
        raise PermissionDenied
    fresh = Organisation.objects.select_for_update(no_key=True).get(pk=company.pk)
    if fresh.is_verified:
        return fresh
    fresh = actions.verify(fresh, actor=actor)
    notices.verified(fresh, actor)
    return fresh


def unverified_of(municipality_id: int | None) -> "list[Organisation]":
    """Companies of the municipality that wait, oldest first."""
    rows = Organisation.objects.filter(kind=Kind.COMPANY, is_verified=False, municipality_id=municipality_id or 0)
    return list(rows.order_by("created_at", "pk")[:50])
