"""What the seeds of the apps share: the demo's people, organisations and objects, by key."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from mint import clock
from mint.accounts.models import User
from mint.actor import Actor
from mint.places.models import Municipality
from mint.projects.models import Project
from mint.tenancy.context import Acting, acting
from mint.tenancy.models import Membership, Organisation


@dataclass
class World:
    """Objects by key; `actor("coord_luumaki")` acts for the person's first organisation, or for the one named."""

    people: dict[str, User] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    municipalities: dict[str, Municipality] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)
    objects: dict[str, Any] = field(default_factory=dict)

    def remember(self, key: str, obj: Any) -> None:
        self.objects[key] = obj

    def organisation(self, key: str) -> Organisation:
        return self.organisations[key]

    def actor(self, key: str, organisation: str = "") -> Actor:
        """As a request of this person at /t/<organisation>/ would have it."""
        memberships = list(
            Membership.objects.filter(user=self.people[key]).select_related("organisation").order_by("id")
        )
        own = [_acting(membership) for membership in memberships]
        actor = Actor(
            user_id=self.people[key].pk,
            memberships={item.id: item.roles for item in own},
            municipality_ids=frozenset(
                item.municipality_id
                for item in own
                if item.kind == "municipality" and "coordinator" in item.roles and item.municipality_id
            ),
            curated_ids=self._projects(own, "curator"),
            managed_ids=self._projects(own, "project_manager", part="lead"),
        )
        slug = self.organisations[organisation].slug if organisation else ""
        chosen = next((item for item in own if item.slug == slug or not slug), None)
        return acting(actor, chosen) if chosen else actor

    def own(self, key: str) -> Acting:
        """The person's first organisation, as a request has it."""
        memberships = Membership.objects.filter(user=self.people[key]).select_related("organisation")
        return _acting(memberships.order_by("id")[0])

    def _projects(self, own: list[Acting], role: str, **partner: str) -> frozenset[int]:
        ids = [item.id for item in own if role in item.roles]
        found = Project.objects.filter(
            partners__organisation_id__in=ids, **{f"partners__{k}": v for k, v in partner.items()}
        )
        return frozenset(found.values_list("pk", flat=True))


def _acting(membership: Membership) -> Acting:
    organisation = membership.organisation
    return Acting(
        id=organisation.pk,
        slug=organisation.slug,
        name=organisation.name,
        kind=organisation.kind,
        municipality_id=organisation.municipality_id,
        is_verified=organisation.is_verified,
        roles=frozenset(membership.roles),
    )


def day(text: str, hour: int = 12) -> datetime:
    """An hour of an ISO day in Finland, for `clock.set_to`."""
    return clock.at(date.fromisoformat(text), hour)
