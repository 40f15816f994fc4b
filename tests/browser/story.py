"""The challenge whose way the tests follow, and the days on which things happen."""

from __future__ import annotations

from datetime import date, timedelta

OWNER, COORDINATOR, TEACHER = "Unto Rantala", "Aino Kettunen", "Pirjo Vainio"
CURATOR, STUDENT, MANAGER = "Mikko Halonen", "Siiri Aho", "Leena Saaristo"
COMPANY, MUNICIPALITY, UNIVERSITY = "mokkihuolto-unelmaranta-tmi", "savitaipale", "lab"

TITLE = "Miten mökkiläinen tilaa huollon etukäteen eikä vasta hädässä?"
PROBLEM = (
    "Vapaa-ajan asukkaat soittavat vasta, kun putki on jäätynyt. Keikat kasautuvat pakkasviikoille, ja ajamme "
    "saman tien kolmesti päivässä. Ensi talveksi tarvitsemme tavan, jolla huolto tilataan ajoissa."
)
AFFECTED = "Noin 240 mökkiä Savitaipaleella ja kaksi huoltomiestä."
OUTCOME = "Puolet talven keikoista on sovittu viikkoa ennen, ja hälytysajot vähenevät kolmanneksella."
EXPERIMENT = "Huoltokierros tilataan syksyllä yhdellä viestillä"
HYPOTHESIS = (
    "Jos mökkiläinen saa syyskuussa valmiin ehdotuksen huoltoviikosta, hälytysajot vähenevät, koska työt jakautuvat."
)
PLACEMENT = "Palvelumuotoilun harjoittelija mökkihuollon tilauspalveluun"
FACTOR = "Talviasuttava vapaa-ajan Savitaipale"


def day(after: int = 0) -> str:
    """So many days from today, as forms take it."""
    return (date.today() + timedelta(days=after)).isoformat()  # noqa: DTZ011 - the served platform's own clock


def finnish(after: int = 0) -> str:
    on = date.fromisoformat(day(after))
    return f"{on.day}.{on.month}.{on.year}"
