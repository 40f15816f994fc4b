"""The demo's organisations and people. The public bodies are real, the companies and all people fictional."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.utils.text import slugify

from mint import clock
from mint.accounts.models import User
from mint.places.models import Industry
from mint.tenancy import visiting
from mint.tenancy.models import Membership, Organisation
from mint.tenancy.roles import Kind, Role

if TYPE_CHECKING:
    from mint.management.seeding import World

# key, name, business ID (public register data), municipality
MUNICIPALITIES = (
    ("luumaki", "Luumäen kunta", "0162631-2"),
    ("parikkala", "Parikkalan kunta", "1913642-6"),
    ("rautjarvi", "Rautjärven kunta", "0206951-1"),
    ("savitaipale", "Savitaipaleen kunta", "0163109-0"),
    ("taipalsaari", "Taipalsaaren kunta", "0163320-5"),
)
UNIVERSITIES = (
    ("lab", "LAB-ammattikorkeakoulu", "2630644-6"),
    ("lut", "LUT-yliopisto", "0245904-2"),
)
# fictional; business IDs have a valid check digit and are not issued: key, name, municipality, TOL 2025 section, ID
COMPANIES = (
    ("TARU", "Konepaja Tarumetalli Oy", "luumaki", "C", "9900101-0"),
    ("SAHA", "Satumetsän Saha Oy", "rautjarvi", "C", "9900102-9"),
    ("MUKA", "Mukajärven Matkailu Oy", "taipalsaari", "I", "9900103-7"),
    ("HAAV", "Haavehovin Leipomo Oy", "parikkala", "C", "9900104-5"),
    ("HOIV", "Kuvitellun Kodin Hoiva Oy", "savitaipale", "R", "9900105-3"),
    ("AAVI", "Aavistus Energia Osk", "luumaki", "D", "9900106-1"),
    ("PILV", "Pilvilinnan Ohjelmistot Oy", "taipalsaari", "K", "9900108-8"),
    ("UNEL", "Mökkihuolto Unelmaranta Tmi", "savitaipale", "O", "9900109-6"),
    ("TARI", "Tarinatilan Luomu Ky", "parikkala", "A", "9900110-9"),
    ("OLEM", "Olematon Kuljetus Oy", "rautjarvi", "H", "9900111-7"),
    ("SATU", "Satusaaren Elämykset Oy", "taipalsaari", "O", "9900112-5"),
    ("NAKY", "Näkymätön Puutuote Oy", "luumaki", "C", "9900113-3"),
    ("KANG", "Kangastus Media Oy", "savitaipale", "N", "9900114-1"),
    ("TOIV", "Toiveikas Kahvila Ky", "parikkala", "I", "9900116-8"),
    ("MIEL", "Mielikuvitus Kiinteistöpalvelut Oy", "rautjarvi", "O", "9900117-6"),
    ("HAAM", "Haamukontti Kierrätys Oy", "luumaki", "E", "9900118-4"),
)
UNVERIFIED = {"TOIV"}
# key, name, title, organisation, roles, language. The order is the order of the demo sign-in page.
PEOPLE: tuple[tuple[str, str, str, str, list[str], str], ...] = (
    ("owner_unel", "Unto Rantala", "yrittäjä", "UNEL", [Role.OWNER], "fi"),
    (
        "coord_savitaipale",
        "Aino Kettunen",
        "kokeilukoordinaattori",
        "savitaipale",
        [Role.COORDINATOR, Role.OWNER],
        "fi",
    ),
    ("curator_lab", "Mikko Halonen", "kokeilujen asiantuntija", "lab", [Role.CURATOR, Role.OWNER], "fi"),
    ("manager_lab", "Leena Saaristo", "projektipäällikkö", "lab", [Role.PROJECT_MANAGER], "fi"),
    ("teacher_lab", "Pirjo Vainio", "lehtori, palvelumuotoilu", "lab", [Role.TEACHER], "fi"),
    ("researcher_lut", "Erik Lindgren", "forskare, energiteknik", "lut", [Role.TEACHER], "sv"),
    ("student_lab", "Siiri Aho", "tradenomiopiskelija", "lab", [Role.STUDENT], "fi"),
    ("student_lut", "Daniel Moreau", "master's student", "lut", [Role.STUDENT], "en"),
    ("owner_taru", "Tapio Rautio", "toimitusjohtaja", "TARU", [Role.OWNER], "fi"),
    ("coord_luumaki", "Jenni Laine", "elinvoimakoordinaattori", "luumaki", [Role.COORDINATOR, Role.OWNER], "fi"),
    ("coord_parikkala", "Heikki Suvanto", "kehittämispäällikkö", "parikkala", [Role.COORDINATOR, Role.OWNER], "fi"),
    ("coord_rautjarvi", "Marja Toivanen", "elinvoimakoordinaattori", "rautjarvi", [Role.COORDINATOR, Role.OWNER], "fi"),
    (
        "coord_taipalsaari",
        "Olli Peltola",
        "kehittämiskoordinaattori",
        "taipalsaari",
        [Role.COORDINATOR, Role.OWNER],
        "fi",
    ),
    ("curator_lut", "Sanna Virta", "tutkijatohtori", "lut", [Role.CURATOR, Role.OWNER], "fi"),
    ("viewer_savitaipale", "Kaisa Niemi", "kunnanhallituksen jäsen", "savitaipale", [Role.VIEWER], "fi"),
)
EVALUATOR = ("evaluator", "Ritva Korpela", "arvioija, ei organisaatiota")
# they have asked to join a company, and belong nowhere yet
ASKERS = (("asker_unel", "Venla Rantala"), ("asker_kang", "Ilmari Kuva"))
OPERATOR = ("operator", "Pekka Ylläpito", "ylläpitäjä")
OWNERS = {
    "SAHA": "Seija Metsälä", "MUKA": "Mauri Järvinen", "HAAV": "Hilkka Leivo", "HOIV": "Helena Koski",
    "AAVI": "Arto Valo", "PILV": "Pinja Taivas", "TARI": "Taru Pelto", "OLEM": "Olavi Tie", "SATU": "Saana Saari",
    "NAKY": "Niilo Honka", "KANG": "Kati Kuva", "TOIV": "Toini Kahila", "MIEL": "Mirja Talo", "HAAM": "Hannu Lava",
}  # fmt: skip


def seed(world: "World") -> None:
    with clock.set_to(clock.at(date(2019, 9, 2))):
        _organisations(world)
        for key, name, title, organisation, roles, language in PEOPLE:
            _person(world, key, name, language)
            _join(world, key, organisation, roles, title)
        for company, name in OWNERS.items():
            _person(world, f"owner_{company.lower()}", name, "fi")
            _join(world, f"owner_{company.lower()}", company, [Role.OWNER], "yrittäjä")
        _person(world, EVALUATOR[0], EVALUATOR[1], "fi")
        for key, name in ASKERS:
            _person(world, key, name, "fi")
        _person(world, OPERATOR[0], OPERATOR[1], "fi", is_staff=True)
    _certified(world)
    _visited(world)


def _certified(world: "World") -> None:
    """Owners have confirmed their members in the autumn; in Savitaipale it is time to do it."""
    now = clock.now()
    Membership.objects.update(confirmed_at=now - timedelta(days=60))
    here = Membership.objects.filter(organisation=world.organisations["savitaipale"])
    here.update(confirmed_at=now - timedelta(days=190), asked_at=now - timedelta(days=8))


def _visited(world: "World") -> None:
    began = clock.now() - timedelta(days=20)
    operator, reason = world.actor("operator"), "Tukipyyntö 118: haasteen liite ei aukea."
    with clock.set_to(began):
        user = world.people["operator"]
        visiting.enter(world.organisations["savitaipale"], reason=reason, user=user, actor=operator)
    with clock.set_to(began + timedelta(minutes=25)):
        visiting.leave(actor=operator)


def _organisations(world: "World") -> None:
    for key, name, business_id in MUNICIPALITIES:
        _organisation(world, key, name, business_id, kind=Kind.MUNICIPALITY, municipality=world.municipalities[key])
    for key, name, business_id in UNIVERSITIES:
        _organisation(world, key, name, business_id, kind=Kind.UNIVERSITY)
    sections = {industry.code: industry for industry in Industry.objects.all()}
    for key, name, place, section, business_id in COMPANIES:
        _organisation(
            world, key, name, business_id, kind=Kind.COMPANY, municipality=world.municipalities[place],
            industry=sections[section], is_verified=key not in UNVERIFIED,
        )  # fmt: skip


def _organisation(world: "World", key: str, name: str, business_id: str, **fields: object) -> None:
    slug = key if fields["kind"] != Kind.COMPANY else slugify(name)
    values = {"is_verified": True, "is_demo": True, "slug": slug, "created_at": clock.now(), **fields}
    world.organisations[key] = Organisation.objects.create(name=name, business_id=business_id, **values)


def _person(world: "World", key: str, name: str, language: str, **fields: bool) -> None:
    email = f"{slugify(name).replace('-', '.')}@mint.example"
    user = User.objects.create_user(email, None, name=name, language=language, is_demo=True, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    world.people[key] = user


def _join(world: "World", key: str, organisation: str, roles: list[str], title: str) -> None:
    Membership.objects.create(
        user=world.people[key], organisation=world.organisations[organisation], roles=roles, title=title
    )
