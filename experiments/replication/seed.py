"""The demo's family: sensors that save visits, tried by a company and again by two municipalities, with their results."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from challenges.seed import make as make_challenge
from challenges.seed_briefs import Brief
from challenges.seed_details import DETAILS
from challenges.workflow import begin_experiment
from experiments.models import Experiment
from experiments.replication.actions import Context, replicate
from experiments.seed import Story, on_day
from experiments.seed_rows import PROOFS, End, Proof, Row
from experiments.states import Decision, Outcome

if TYPE_CHECKING:
    from mint.management.seeding import World

SOURCE = "K03"
BRIEFS = (
    Brief(
        "H31",
        "parikkala",
        "parikkala",
        "Mökkitalkkarin turhat ajot vähemmiksi",
        "Kunnan vuokramökit tarkastetaan kahden viikon välein, vaikka useimmilla käynneillä ei löydy korjattavaa. Ajoa kertyy "
        "paljon, ja vesivahingot huomataan silti myöhässä.",
        "Kaksitoista vuokramökkiä ja niiden huolto.",
        "Haemme tapaa, jolla käynti tehdään silloin, kun siihen on syy.",
        ["technology", "method"],
        ["premises"],
        "2025-08-18",
        "2025-09-05",
    ),
    Brief(
        "H32",
        "rautjarvi",
        "rautjarvi",
        "Tyhjien tilojen valvonta ilman kiertoajoa",
        "Kunnan tyhjillään olevat kiinteistöt kierretään viikoittain. Kierros vie päivän, ja kohteet ovat kaukana toisistaan.",
        "Yksitoista kiinteistöä kolmessa kylässä.",
        "Haemme kevyttä seurantaa, joka kertoo kosteudesta ja lämmöstä ennen vahinkoa.",
        ["technology"],
        ["premises", "digital-services"],
        "2025-09-15",
        "2025-10-10",
    ),
)
ROWS = (
    Row(
        "K19", "H31", "Anturit vuokramökkeihin", "", "Kaksitoista kunnan vuokramökkiä kolmessa kylässä.",
        "tarkastuskäynnit mökkiä kohden kuukaudessa", "kpl", "down", "3.5", "2", "ei yhtään havaitsematonta vahinkoa",
        "2025-10-06", 10, 6100, "decided", (3.5, 3.1, 3, 2.8, 2.4, 2.5, 2.2, 2.3, 2, 2.1),
        End(Outcome.SUPPORTED, Decision.SCALE,
            "Käynnit vähenivät 3,5:stä noin kahteen mökkiä kohden kuukaudessa. Kahdessa mökissä yhteys katkesi lumen alla.",
            "Matkat ovat pidempiä kuin Savitaipaleella, joten jokainen säästetty käynti on arvokkaampi. Antenni on nostettava räystään yläpuolelle.",
            "Anturit jäävät mökkeihin, ja huoltosopimus muutetaan tarpeen mukaiseksi."),
    ),
    Row(
        "K20", "H32", "Anturit tyhjiin kiinteistöihin", "", "Yksitoista tyhjää kiinteistöä, joissa on peruslämpö.",
        "tarkastuskäynnit mökkiä kohden kuukaudessa", "kpl", "down", "4.2", "2", "ei yhtään havaitsematonta vahinkoa",
        "2026-01-12", 10, 4800, "decided", (4.3, 4, 4.1, 3.9, 3.6, 3.8, 3.7, 3.5, 3.6, 3.4),
        End(Outcome.INCONCLUSIVE, Decision.STOP,
            "Käynnit vähenivät hieman, mutta vakuutus edellyttää tyhjien kohteiden tarkastusta joka viikko.",
            "Anturi ei korvaa käyntiä, jonka vakuutusehto vaatii. Ehdot on luettava ennen kokeilua. Pakkasella akut kestivät puolet luvatusta.",
            "Kokeilu päätetään tähän. Vakuutusehdoista neuvotellaan ennen uutta yritystä."),
    ),
)  # fmt: skip
PROOF_OF = {
    "K19": Proof("before_after", "0.5", "0.6", (3.6, 3.4, 3.5, 3.7, 3.3, 3.5, 3.6, 3.4)),
    "K20": Proof("before_after", "0.5", "0.6", (4.2, 4.3, 4.1, 4.4, 4, 4.2, 4.3, 4.1)),
}
MEASURES = {
    "H31": {"measure": "Tarkastuskäynnit mökkiä kohden kuukaudessa: nyt 3,5, tavoite 2."},
    "H32": {"measure": "Tarkastuskäynnit kohdetta kohden kuukaudessa: nyt 4,2, tavoite 2."},
}
CONTEXT = {
    "K19": Context(
        "Matkat kohteisiin ovat kaksi kertaa pidempiä, ja mökit ovat kunnan omia. Huollon tekee kunta itse.",
        10, 12, Decimal(18), Decimal(37), "Huoltoyhtiö", "Kunnan kiinteistöhuolto",
    ),
    "K20": Context(
        "Kohteet ovat tyhjiä, ja vakuutus vaatii viikoittaisen käynnin. Kokeilu tehtiin kovimmalla pakkasella.",
        10, 11, Decimal(18), Decimal(24), "Huoltoyhtiö", "Kiinteistöhuoltoyritys",
    ),
}  # fmt: skip


def seed(world: "World") -> None:
    if SOURCE not in world.objects:
        return
    PROOFS.update(PROOF_OF)
    DETAILS.update(MEASURES)
    for brief in BRIEFS:
        world.remember(brief.key, make_challenge(world, brief, date.fromisoformat(brief.published_on)))
    for row in ROWS:
        world.remember(row.key, _Again(world, row).tell())


class _Again(Story):
    """As any experiment's life, but for its beginning."""

    def _created(self) -> None:
        with on_day(self.starts, days=-35):
            source = Experiment.objects.get(pk=self.world.objects[SOURCE].pk)
            self.experiment = replicate(
                source, self.challenge, actor=self.owner, title=self.row.title, context=CONTEXT[self.row.key]
            )
            self.challenge.refresh_from_db()
            reason = "Sama kokeilu tehdään täällä uudelleen."
            begin_experiment(self.challenge, actor=self.owner, reason=reason)
