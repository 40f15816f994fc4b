"""The fixed cast of every test: two municipalities, companies, a university, and people of each role."""

from dataclasses import dataclass, field

from django.db.models import Model

from mint.accounts.models import User
from mint.places.models import Municipality
from mint.projects.models import Project
from mint.tenancy.models import Organisation
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
    links: list[Model] = field(default_factory=list)  # memberships, partners and the period: what nobody asks it for

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
        world.organisations[key] = OrganisationFactory(
            kind=kind, municipality=where, slug=key.replace("_", "-"), name=key.replace("_", " ").title()
        )
    world.people = {
        who: UserFactory(email=f"{who}@example.test", name=who.title()) for who, *_ in (*CAST, ("outsider",))
    }
    world.people["operator"] = UserFactory(email="operator@example.test", is_staff=True, is_superuser=True)
    world.links = [
        MembershipFactory(user=world.people[who], organisation=world.organisations[organisation], roles=roles)
        for who, organisation, roles in CAST
    ]
    world.links += [
        PartnerFactory(project=world.project, organisation=world.university, part="lead"),
        PartnerFactory(project=world.project, organisation=world.municipality),
        PartnerFactory(project=world.other_project, organisation=world.other_university, part="lead"),
        PartnerFactory(project=world.other_project, organisation=world.other_municipality),
        PeriodFactory(project=world.project),
    ]
    return world


def rows_of(world: World) -> list[Model]:
    projects = [world.project, world.other_project]
    return [
        *(world.place, world.other_place, *(project.funder for project in projects), *projects),
        *(*world.organisations.values(), *world.people.values(), *world.links),
    ]
