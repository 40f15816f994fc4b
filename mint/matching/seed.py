"""Demo offers, and matches in every state for the challenges that there are; through the actions, at set times."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from mint import clock
from mint.actor import Actor
from mint.matching import actions, learning, workflow
from mint.matching.models import Match, Need, Offer
from mint.matching.seed_offers import COMPANIES, UNIVERSITIES
from mint.matching.states import Agreement, OfferState, State

if TYPE_CHECKING:
    from mint.management.seeding import World

# challenge, offer, how far it came, kind of agreement, the partner's message
Row = tuple[str, str, State, str, str]
MATCHES: tuple[Row, ...] = (
    (
        "H03",
        "satu_guides",
        State.REALISED,
        Agreement.EXPERIMENT,
        "Meillä on opas ja välineet. Tehdään yhteinen syyspaketti.",
    ),
    (
        "H06",
        "lut_vision",
        State.AGREED,
        Agreement.EXPERIMENT,
        "Piirustuksenne sopivat menetelmäämme. Aloittaisimme 50 tarjouksella.",
    ),
    ("H01", "pilv_sensors", State.AGREED, Agreement.EXPERIMENT, "Anturit kymmeneen mökkiin ja yksi näkymä puhelimeen."),
    (
        "H13",
        "lab_food",
        State.AGREED,
        Agreement.EXPERIMENT,
        "Ennustamme viikon menekin myyntitiedoista ja mittaamme hävikin.",
    ),
    ("H11", "lab_design", State.AGREED, Agreement.EXPERIMENT, "Opiskelijat kirjastoon torstaisin, ohjaus meiltä."),
    (
        "H10",
        "lut_energy",
        State.AGREED,
        Agreement.EXPERIMENT,
        "Mittaamme kuivaamon ja koneet ja ehdotamme ajojärjestyksen.",
    ),
    ("H07", "olem_cold", State.AGREED, Agreement.EXPERIMENT, "Tiistain reitille mahtuu kuusi tuottajaa."),
    ("H14", "kang_video", State.AGREED, Agreement.EXPERIMENT, "Kuvaamme viikon maalla muuttajan silmin."),
    ("H16", "pilv_web", State.AGREED, Agreement.EXPERIMENT, "Paluukuormien taulu kahdessa viikossa kokeiltavaksi."),
    ("H05", "lab_care", State.AGREED, Agreement.EXPERIMENT, "Opiskelijat opastavat omaisia ja keräävät kokemukset."),
    ("H17", "pilv_sensors", State.AGREED, Agreement.EXPERIMENT, "Täyttymisanturit viiteen pisteeseen."),
    ("H23", "kang_video", State.AGREED, Agreement.EXPERIMENT, "Autamme järjestöjä syöttämään ja jakamaan tapahtumat."),
    (
        "H02",
        "lab_circular",
        State.INTEREST,
        "",
        "Kuorelle ja purulle on kaksi käyttökohdetta, joista voimme tehdä koe-erän.",
    ),
    ("H04", "lab_tourism", State.IN_DISCUSSION, "", "Mittaisimme ensin, ketkä pysähtyvät ja miksi."),
    ("H08", "pilv_web", State.MUTUAL, "", "Varausmalli on valmiina, lukitus vaatii kokeilun."),
    ("H09", "lut_biogas", State.AGREED, Agreement.RD_COOPERATION, "Laskemme syötteet ja ostajat kahdessa kuukaudessa."),
    ("H12", "lab_design", State.SUGGESTED, "", ""),
    ("H15", "kang_video", State.DECLINED, "", "Voisimme kuvata mallitalon ja näyttää sen messuilla."),
    ("H18", "lab_course", State.LAPSED, "", "Kurssi voisi suunnitella jaetun kesätyön mallin."),
    ("H19", "satu_guides", State.INTEREST, "", "Yhdistetään lintureitti ja kahvila samaan retkipäivään."),
    (
        "H20",
        "pilv_web",
        State.INTEREST,
        "",
        "Yhteinen verkkomyynti onnistuu kevyesti, kokeillaan kahden kuukauden ajan.",
    ),
    ("H21", "lut_data", State.MUTUAL, "", "Opiskelijat rakentavat hälytysten tärkeysjärjestyksen teidän datastanne."),
    ("H22", "lab_circular", State.WITHDRAWN, "", "Voimme tulkita avointa metsävaratietoa selkokielelle."),
    ("H24", "lut_export", State.INTEREST, "", "Kaksi työparia voi aloittaa tammikuussa."),
    ("H25", "lab_course", State.SUGGESTED, "", ""),
)
SUBJECT = "challenges.challenge"
# from the interest: the answer, the talk, the agreement, the end
STEPS = {"answer": 5, "talk": 12, "agree": 20, "realise": 120}


def seed(world: "World") -> None:
    offers = {row[0]: _offer(world, row, number) for number, row in enumerate(UNIVERSITIES + COMPANIES)}
    for need in Need.objects.filter(terms=[]):
        learning.learn(kind="need", pk=need.pk)
    for number, row in enumerate(MATCHES):
        wanted = _need(world, row[0])
        if wanted is not None:
            with _opened(wanted):
                match = _match(world, wanted, offers[row[1]], row, number)
            world.remember(f"match_{row[0]}", match)


def day(text: str) -> datetime:
    """Noon of an ISO day in Finland."""
    return clock.at(date.fromisoformat(text), 12)


def _offer(world: "World", row: Any, number: int) -> Offer:
    key, organisation, person, kind, title, description, dimensions, themes, more = row
    with clock.set_to(day("2025-03-03") + timedelta(days=11 * number)):
        actor = world.actor(person)
        offer = actions.create_offer(
            world.organisation(organisation), actor=actor, kind=kind, title=title, description=description,
            dimensions=dimensions, themes=themes, **more,
        )  # fmt: skip
        learning.learn(kind="offer", pk=offer.pk)
        if key == "naky_wood":
            offer = actions.move_offer(offer, actions.PAUSE.name, actor=actor)
            assert offer.state == OfferState.PAUSED
    world.remember(f"offer_{key}", offer)
    return Offer.objects.select_related("organisation").get(pk=offer.pk)


def _need(world: "World", key: str) -> Need | None:
    challenge = world.objects.get(key)
    return Need.objects.of_subject(SUBJECT, challenge.pk, challenge.organisation_id).first() if challenge else None


@contextmanager
def _opened(need: Need) -> Iterator[None]:
    """The challenges' seed has already told each story to its end; the matches came about while it was open."""
    closed_at, need.closed_at = need.closed_at, None
    need.save(update_fields=["closed_at"])
    yield
    need.closed_at = closed_at
    need.save(update_fields=["closed_at"])


def _owner(world: "World", need: Need) -> Actor:
    key = next(key for key, each in world.organisations.items() if each.pk == need.organisation_id)
    return world.actor(f"coord_{key}" if key.islower() else f"owner_{key.lower()}")


def _partner(world: "World", offer: Offer) -> Actor:
    key = next(key for key, each in world.organisations.items() if each.pk == offer.organisation_id)
    return world.actor(f"curator_{key}" if key.islower() else f"owner_{key.lower()}")


def _contact(world: "World", actor: Actor) -> dict[str, str]:
    person = next(person for person in world.people.values() if person.pk == actor.user_id)
    return {"name": person.name, "email": person.email}


def _started(need: Need, state: State, number: int) -> datetime:
    """A week after the publication; what still waits is of the last days."""
    if state in {State.INTEREST, State.SUGGESTED, State.MUTUAL, State.IN_DISCUSSION}:
        return day("2026-11-19") - timedelta(days=number % 9 + (12 if state == State.IN_DISCUSSION else 0))
    return min(need.created_at + timedelta(days=7), day("2026-10-15"))


def _match(world: "World", need: Need, offer: Offer, row: Row, number: int) -> Match:
    _key, _offer, state, agreement, message = row
    owner, partner = _owner(world, need), _partner(world, offer)
    start = _started(need, state, number)
    with clock.set_to(start):
        if state == State.SUGGESTED:
            curator = world.actor("curator_lut")
            return workflow.invite(need, offer, actor=curator, message=message, **_contact(world, curator))
        contact = _contact(world, partner)
        match = workflow.express_interest(need, actor=partner, message=message, offer=offer, **contact)
    with clock.set_to(_later(start, "answer")):
        match = _answered(world, match, state, owner, partner)
    return _concluded(match, state, agreement, owner, start)


def _concluded(match: Match, state: State, agreement: str, owner: Actor, start: datetime) -> Match:
    if state in {State.IN_DISCUSSION, State.AGREED, State.REALISED}:
        with clock.set_to(_later(start, "talk")):
            match = workflow.discuss(match, actor=owner)
    if agreement:
        with clock.set_to(_later(start, "agree")):
            match = workflow.agree(match, actor=owner, agreement=agreement)
    if state == State.REALISED:
        with clock.set_to(_later(start, "realise")):
            match = workflow.realise(match, actor=owner)
    return match


def _answered(world: "World", match: Match, state: State, owner: Actor, partner: Actor) -> Match:
    if state == State.WITHDRAWN:
        return workflow.withdraw(match, actor=partner)
    if state == State.DECLINED:
        return workflow.decline(match, actor=owner, reason="Tarvitsemme virtuaaliesittelyn, emme videota.")
    if state == State.LAPSED:
        with clock.set_to(match.asked_at + workflow.LAPSES_AFTER + timedelta(hours=1)):
            workflow.lapse_due()
        return Match.objects.get(pk=match.pk)
    if state == State.INTEREST:
        return match
    return workflow.accept(match, actor=owner, **_contact(world, owner))


def _later(start: datetime, step: str) -> datetime:
    return min(start + timedelta(days=STEPS[step]), day("2026-11-23"))
