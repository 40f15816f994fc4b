"""Aino Kettunen has written for a cabin carpenter who is not in MINT, and waits for his answer; another text is begun."""

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from challenges.behalf import actions, workflow
from challenges.terms import DataTerms, IpTerms
from mint import clock

if TYPE_CHECKING:
    from mint.management.seeding import World

CARPENTER = {
    "company": None, "company_name": "Hirsiveistämö Rantakorpi", "business_id": "", "contact_name": "Eino Rantakorpi",
    "contact_email": "eino.rantakorpi@rantakorpi.example", "language": "fi",
}  # fmt: skip
TEXT = {
    "title": "Hirsimökin vanhat ikkunat tiiviiksi talveksi",
    "problem": "Korjaan viidenkymmenen vuoden ikäisiä hirsimökkejä. Vanhat ikkunat vetävät, mutta uudet eivät sovi hirren "
    "liikkeeseen. Talviasumista kysytään joka viikko.",
    "affected": "Noin 40 asiakasta vuodessa, ja heidän mökkinsä ovat käytössä vain kesällä.",
    "outcome": "Tapa tiivistää vanha ikkuna niin, että vedon tunne häviää ja kustannus on alle puolet uudesta ikkunasta.",
    "needs": ["method", "competence"],
    "themes": [],
    "ip_terms": IpTerms.SOLVER.value,
    "data_terms": DataTerms.NONE.value,
}


def seed(world: "World") -> None:
    tenant, aino = world.organisation("savitaipale"), world.actor("coord_savitaipale")
    with clock.set_to(clock.now() - timedelta(days=3)):
        row = actions.begin(organisation=tenant, key=uuid4(), whose=CARPENTER, actor=aino)
        text = {**TEXT, "deadline_on": clock.today() + timedelta(days=60)}
        row = actions.save_text(row, data=text, version=row.version, actor=aino)
        workflow.send(row, actor=aino)
    known = world.organisation("UNEL")
    whose = {
        "company": known, "company_name": known.name, "business_id": known.business_id, "contact_name": "Tilausten vastaanotto",
        "contact_email": "tilaukset@unelmamokit.example", "language": "fi",
    }  # fmt: skip
    with clock.set_to(clock.now() - timedelta(days=1)):
        row = actions.begin(organisation=tenant, key=uuid4(), whose=whose, actor=aino)
        actions.save_text(row, data={"title": "Vuokramökin avaimet ilman odottelua"}, version=row.version, actor=aino)
