"""Who acts: a frozen value that is passed on as an argument, never kept as a global."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Self

# Roles are plain words here; tenancy gives them labels and says which kind of organisation may have which.
WRITERS = frozenset({"owner", "editor", "coordinator", "curator", "teacher", "project_manager"})
IMPLIED = MappingProxyType(
    {
        "owner": frozenset({"owner", "editor", "viewer"}),
        "coordinator": frozenset({"coordinator", "editor", "viewer"}),
        "curator": frozenset({"curator", "editor", "viewer"}),
        "teacher": frozenset({"teacher", "viewer"}),
        "project_manager": frozenset({"project_manager", "viewer"}),
        "editor": frozenset({"editor", "viewer"}),
    }
)


def with_implied(roles: frozenset[str]) -> frozenset[str]:
    return roles.union(*(IMPLIED.get(role, frozenset()) for role in roles))


@dataclass(frozen=True)
class Actor:
    """A person (or a named system job) and what they may see.

    One *sees* by all memberships; what one *does* is done for `organisation_id` only.
    `municipality_ids` are those coordinated, `curated_ids` and `managed_ids` are project ids.
    """

    user_id: int | None = None
    organisation_id: int | None = None
    memberships: Mapping[int, frozenset[str]] = field(default_factory=dict)
    municipality_ids: frozenset[int] = frozenset()
    curated_ids: frozenset[int] = frozenset()
    managed_ids: frozenset[int] = frozenset()
    acting_municipality_id: int | None = None
    name: str = ""

    @classmethod
    def system(cls, name: str) -> Self:
        """A job that acts by name; a move accepts it only where its table says so."""
        return cls(name=name)

    @property
    def is_signed_in(self) -> bool:
        return self.user_id is not None

    @property
    def is_system(self) -> bool:
        return bool(self.name)

    @property
    def organisation_ids(self) -> tuple[int, ...]:
        """Organisations whose inside one sees: a student sees what is public and their own."""
        return tuple(pk for pk, roles in self.memberships.items() if roles - {"student"})

    @property
    def owned_ids(self) -> tuple[int, ...]:
        """Organisations of which one is an owner."""
        return tuple(pk for pk, roles in self.memberships.items() if "owner" in roles)

    @property
    def roles(self) -> frozenset[str]:
        """Roles in the organisation one acts for, with what they imply."""
        return with_implied(self.memberships.get(self.organisation_id or 0, frozenset()))

    def has_role(self, organisation_id: int | None, *roles: str) -> bool:
        """Acting for this organisation, with one of these roles?"""
        return organisation_id is not None and organisation_id == self.organisation_id and bool(self.roles & set(roles))

    def coordinates(self, municipality_id: int | None) -> bool:
        return (
            municipality_id is not None
            and municipality_id == self.acting_municipality_id
            and "coordinator" in self.roles
        )

    def curates(self, project_id: int | None) -> bool:
        return project_id in self.curated_ids and "curator" in self.roles

    def manages(self, project_id: int | None) -> bool:
        return project_id in self.managed_ids and "project_manager" in self.roles

    def acting_for(self, organisation_id: int, municipality_id: int | None) -> Self:
        return replace(
            self,
            organisation_id=organisation_id,
            acting_municipality_id=municipality_id,
        )


ANONYMOUS = Actor()
