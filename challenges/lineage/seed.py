"""The demo's lineage: a draft that is here already, two that were copied, a pair that was merged, one that was split."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from challenges import actions as of_challenges
from challenges import workflow
from challenges.lineage import actions
from challenges.models import Challenge
from challenges.terms import DataTerms, IpTerms
from mint import clock

if TYPE_CHECKING:
    from mint.management.seeding import World

TWIN = {
    "title": "Pientuottajien verkkomyynti samaan paikkaan",
    "problem": (
        "Leipomo ja muut pientuottajat pitävät kukin omaa verkkokauppaansa. Tilaukset ovat pieniä, eikä yhteistä noutoa ole."
    ),
    "affected": "Kymmenen pientuottajaa.",
}
BARK = {
    "title": "Kuorelle ja purulle parempi käyttö",
    "problem": (
        "Kuljetamme sahojen kuorta ja purua energiaksi halvalla. Samat kuormat voisivat mennä jalostajille, jos "
        "käyttökohteet tunnettaisiin."
    ),
    "affected": "Kuljetusyritys ja kolme sahaa.",
    "outcome": "Löytyy yksi uusi käyttökohde ja koe-erä.",
    "needs": ["competence"],
    "themes": ["forest"],
}
VILLAGE_HALL = {
    "title": "Kylätalon varaukset ja lämmitys kuntoon",
    "problem": (
        "Kylätaloa varataan soittamalla yhdelle ihmiselle, ja talo lämpiää turhaan myös silloin, kun varauksia ei ole. "
        "Avaimet kulkevat kädestä käteen."
    ),
    "affected": "Kylän yhdistykset ja noin 200 kävijää kuussa.",
    "outcome": "Varaaminen onnistuu ilman soittoa ja lämmityskulut puolittuvat.",
    "needs": ["technology", "method"],
    "themes": ["energy"],
}
PARTS = ("Kylätalon varaukset ilman soittoa", "Kylätalon lämmitys varausten mukaan")


def seed(world: "World") -> None:
    with clock.set_to(clock.now() - timedelta(days=1)):
        world.remember("H92", _draft(world, "HAAV", TWIN))
        _copied(world)
    _merged(world)
    _split(world)


def _draft(world: "World", owner: str, text: dict[str, Any]) -> Challenge:
    terms = {
        "ip_terms": IpTerms.SOLVER,
        "data_terms": DataTerms.NONE,
        "deadline_on": clock.today() + timedelta(days=90),
    }
    actor, data = world.actor(f"owner_{owner.lower()}"), {**text, **terms, "is_demo": True}
    return of_challenges.create_draft(organisation=world.organisation(owner), key=uuid4(), actor=actor, data=data)


def _copied(world: "World") -> None:
    """Luumäki begins from what Parikkala has published, Rautjärvi from its own of last year."""
    for key, source, town, title in (
        ("H93", "H25", "luumaki", "Varautuva kylä myös Luumäellä"),
        ("H94", "H14", "rautjarvi", "Viikko maalla: toinen kierros"),
    ):
        earlier, actor = Challenge.objects.get(pk=world.objects[source].pk), world.actor(f"coord_{town}")
        draft = actions.copy(earlier, organisation=world.organisation(town), key=uuid4(), actor=actor)
        data = {"title": title, "is_demo": True}
        world.remember(key, of_challenges.save_draft(draft, data=data, actor=actor, version=draft.version))


def _merged(world: "World") -> None:
    """The haulier's was public for a week; the saw mill's is the same need, and goes on."""
    coordinator = world.actor("coord_rautjarvi")
    with clock.set_to(clock.now() - timedelta(days=16)):
        draft = _draft(world, "OLEM", BARK)
        challenge = workflow.submit(draft, actor=world.actor("owner_olem"))
    with clock.set_to(clock.now() - timedelta(days=14)):
        challenge = workflow.publish(challenge, actor=coordinator)
    with clock.set_to(clock.now() - timedelta(days=7)):
        kept = Challenge.objects.get(pk=world.objects["H02"].pk)
        reason = "Sahan haaste koskee samoja sivuvirtoja, ja siinä on jo mukana kuljettaja. Jatketaan yhdessä."
        world.remember("H95", actions.merge(challenge, kept, reason=reason, actor=coordinator))


def _split(world: "World") -> None:
    with clock.set_to(clock.now() - timedelta(days=5)):
        challenge = workflow.submit(_draft(world, "HAAM", VILLAGE_HALL), actor=world.actor("owner_haam"))
    with clock.set_to(clock.now() - timedelta(days=2)):
        reason = "Varauksilla ja lämmityksellä on eri osaajat. Kertokaa kummastakin erikseen, kuka siihen vastaisi."
        actions.split(challenge, titles=PARTS, reason=reason, actor=world.actor("coord_luumaki"))
        world.remember("H96", challenge)
