"""The fixed cast of every test: two municipalities, companies, a university, and people of each role."""

from dataclasses import dataclass, field

from mint.accounts.models import User
from mint.places.models import Municipality
from mint.projects.models import Project
from mint.tenancy.models import Membership, Organisation
from tests.factories import (
    MembershipFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PartnerFactory,
    PeriodFactory,
    ProjectFactory,
    UserFactory,
)

# who, organisation, roles. "outsider" is signed in and belongs nowhere; "stranger" belongs to another tenant.
CAST: tuple[tuple[str, str, list[str]], ...] = (
    ("owner", "company", ["owner"]),
    ("editor", "company", ["editor"]),
    ("viewer", "company", ["viewer"]),
    ("partner", "partner", ["editor"]),
    ("stranger", "other_company", ["owner"]),
    ("coordinator", "municipality", ["coordinator"]),
    ("other_coordinator", "other_municipality", ["coordinator"]),
    ("clerk", "municipality", ["viewer"]),
    ("curator", "university", ["curator"]),
    ("teacher", "university", ["teacher"]),
    ("student", "university", ["student"]),
    ("manager", "university", ["project_manager"]),
    ("other_curator", "other_university", ["curator"]),
    ("other_manager", "other_university", ["project_manager"]),
)
EVERYBODY = ("anonymous", "outsider", "operator", *(who for who, _, _ in CAST))


@dataclass
class World:
    """`company` is in `place`, `other_company` in `other_place`; the project joins municipality and university."""

    place: Municipality
    other_place: Municipality
    project: Project
    other_project: Project
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Organisation:
        try:
            return self.__dict__["organisations"][name]
        except KeyError as error:
            raise AttributeError(name) from error


def build() -> World:
    place, other = MunicipalityFactory(slug="luumaki"), MunicipalityFactory(slug="parikkala")
    world = World(place, other, ProjectFactory(code="MINT-2"), ProjectFactory(code="OTHER"))
    for key, kind, where in (
        ("company", "company", place),
        ("partner", "company", place),
        ("other_company", "company", other),
        ("municipality", "municipality", place),
        ("other_municipality", "municipality", other),
        ("university", "university", None),
        ("other_university", "university", None),
    ):
        world.organisations[key] = OrganisationFactory.build(
            kind=kind, municipality=where, slug=key.replace("_", "-"), name=key.replace("_", " ").title()
        )
    Organisation.objects.bulk_create(world.organisations.values())
    world.people = {
        who: UserFactory.build(email=f"{who}@example.test", name=who.title()) for who, *_ in (*CAST, ("outsider",))
    }
    world.people["operator"] = UserFactory.build(email="operator@example.test", is_staff=True, is_superuser=True)
    User.objects.bulk_create(world.people.values())
    Membership.objects.bulk_create(  # one statement a table: nearly every test builds this
        MembershipFactory.build(user=world.people[who], organisation=world.organisations[organisation], roles=roles)
        for who, organisation, roles in CAST
    )
    PartnerFactory(project=world.project, organisation=world.university, part="lead")
    PartnerFactory(project=world.project, organisation=world.municipality)
    PartnerFactory(project=world.other_project, organisation=world.other_university, part="lead")
    PartnerFactory(project=world.other_project, organisation=world.other_municipality)
    PeriodFactory(project=world.project)
    return world
