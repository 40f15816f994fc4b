"""The demo's lessons: what the decided experiments wrote, one thing at a time, on the day of the decision."""

from typing import TYPE_CHECKING, NamedTuple

from experiments.learning import actions
from experiments.learning.states import Kind, Why
from experiments.models import Experiment
from experiments.replication.seed import ROWS as AGAIN
from experiments.seed import Story
from experiments.seed_rows import ROWS
from experiments.states import DECIDED
from mint import clock

if TYPE_CHECKING:
    from mint.management.seeding import World


class Told(NamedTuple):
    kind: Kind
    text: str
    reason: str = ""


def _worked(text: str) -> Told:
    return Told(Kind.WORKED, text)


def _not(reason: Why, text: str) -> Told:
    return Told(Kind.DID_NOT, text, reason)


def _surprised(text: str) -> Told:
    return Told(Kind.SURPRISED, text)


# The sentences of each experiment's own text, in its order.
TOLD: dict[str, tuple[Told, ...]] = {
    "K01": (
        _worked("Paketti myy, kun kuljetus kuuluu hintaan."),
        _not(Why.NO_TIME, "Varauskalenterin yhteinen ylläpito vei odotettua enemmän aikaa: yksi vastuuhenkilö riittää, kuusi ei."),
    ),
    "K02": (
        _worked("Vanhoista töistä löytyi vertailukelpoinen pari kahdelle tarjoukselle kolmesta."),
        _not(Why.NOT_READY, "Hitsattuja kokoonpanoja laskuri ei vielä osaa."),
    ),
    "K03": (
        _worked("Akku kestää talven, kun mittausväli on tunti."),
        _not(Why.NOT_READY, "Kuuluvuus on pullonkaula: kahdessa mökissä tarvittiin toistin."),
    ),
    "K04": (
        _surprised("Sää selittää menekkiä enemmän kuin tapahtumat."),
        _worked("Ennuste otettiin käyttöön vasta, kun se näkyi tilauslomakkeella eikä erillisessä taulukossa."),
    ),
    "K05": (
        _surprised("Opiskelijat oppivat selkokieltä ja kuntalaiset luottivat nuoriin."),
        _not(Why.OTHER, "Helatorstain tauko katkaisi rytmin: ilmoitus ovessa ei riittänyt."),
    ),
    "K06": (
        _worked("Yövuoro voi ajaa kuivaamon, kun ohje on koneen kyljessä."),
        _not(Why.SEASON, "Pakkasviikko puuttuu aineistosta, joten vaikutusta talvella ei tiedetä."),
    ),
    "K07": (
        _not(Why.OTHER, "Juurekset ja järvikala sopivat ensin, liha ei: eräkoko on keittiölle liian pieni."),
        _worked("Kuljetus kannattaa, kun kyydissä on vähintään neljä tuottajaa."),
    ),
    "K09": (
        _not(Why.FEW_USERS, "Kuorma sovitaan puhelussa ennen kuin kukaan ehtii kirjata sitä."),
        _surprised("Tieto on saatava ajojärjestelijältä, ei kuljettajalta."),
        _not(Why.WRONG_PROBLEM, "Taulu ilman välittäjää ei toimi."),
    ),
    "K18": (
        _worked("Koodi kannattaa kiinnittää pyöräilijän silmien korkeudelle."),
        _surprised("Ilmoittaja haluaa tietää, että vika on korjattu: kiitosviesti toi lisää ilmoituksia."),
    ),
    "K19": (
        _surprised("Matkat ovat pidempiä kuin Savitaipaleella, joten jokainen säästetty käynti on arvokkaampi."),
        _not(Why.NOT_READY, "Antenni on nostettava räystään yläpuolelle."),
    ),
    "K20": (
        _not(Why.LAW, "Anturi ei korvaa käyntiä, jonka vakuutusehto vaatii."),
        _worked("Ehdot on luettava ennen kokeilua."),
        _not(Why.NOT_READY, "Pakkasella akut kestivät puolet luvatusta."),
    ),
}  # fmt: skip


def seed(world: "World") -> None:
    rows = {row.key: row for row in (*ROWS, *AGAIN)}
    for key, told in TOLD.items():
        found = world.objects.get(key)
        experiment = Experiment.objects.filter(pk=found.pk, state__in=DECIDED).first() if found else None
        if experiment is None or experiment.decided_at is None:
            continue
        owner, themes = Story(world, rows[key]).owner, experiment.challenge.themes
        with clock.set_to(experiment.decided_at):
            for one in told:
                actions.add(experiment, actor=owner, kind=one.kind, text=one.text, reason=one.reason, themes=themes)
