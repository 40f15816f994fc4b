"""The reply texts that every installation has: one for each occasion, in three languages."""

from collections.abc import Mapping
from typing import Any

from challenges.curation.states import Occasion

BUILT_IN: Mapping[str, Mapping[str, str]] = {
    "complete": {
        "occasion": Occasion.RETURNED.value,
        "name_fi": "Täydennettävää",
        "name_sv": "Något att komplettera",
        "name_en": "Something to complete",
        "text_fi": (
            "Kiitos haasteesta ”{title}”. Ennen julkaisua tarvitsemme vielä tarkennusta: ketä ongelma koskee, mitä on jo "
            "kokeiltu ja mistä näkee, että se on ratkennut. Täydentäkää kuvausta ja lähettäkää haaste uudelleen."
        ),
        "text_sv": (
            "Tack för utmaningen ”{title}”. Innan den publiceras behöver vi veta mer: vem problemet berör, vad som redan "
            "har prövats och vad som visar att det är löst. Komplettera beskrivningen och skicka utmaningen på nytt."
        ),
        "text_en": (
            "Thank you for the challenge “{title}”. Before it is published we need to know more: whom the problem concerns, "
            "what has been tried, and how one sees that it is solved. Complete the brief and send the challenge again."
        ),
    },
    "withdrawn": {
        "occasion": Occasion.WITHDRAWN.value,
        "name_fi": "Tarve on muuttunut",
        "name_sv": "Behovet har ändrats",
        "name_en": "The need has changed",
        "text_fi": (
            "Haaste ”{title}” vedetään pois, koska tarve on muuttunut. Kiitos kaikille, jotka ehtivät tutustua siihen. "
            "Haku oli avoinna {deadline} asti."
        ),
        "text_sv": (
            "Utmaningen ”{title}” dras tillbaka eftersom behovet har ändrats. Tack till alla som hann bekanta sig med den. "
            "Ansökan var öppen till {deadline}."
        ),
        "text_en": (
            "The challenge “{title}” is withdrawn, because the need has changed. Thanks to everybody who looked at it. "
            "The call was open until {deadline}."
        ),
    },
    "not-solved": {
        "occasion": Occasion.NOT_SOLVED.value,
        "name_fi": "Ratkaisua ei löytynyt",
        "name_sv": "Ingen lösning hittades",
        "name_en": "No solution was found",
        "text_fi": (
            "Haasteeseen ”{title}” ei tällä kertaa löytynyt ratkaisua. Kokeilussa opittu jää muiden luettavaksi, ja haaste "
            "voidaan avata uudelleen, kun tilanne muuttuu."
        ),
        "text_sv": (
            "Den här gången hittades ingen lösning på utmaningen ”{title}”. Det som lärdes i försöket kan läsas av andra, "
            "och utmaningen kan öppnas på nytt när läget förändras."
        ),
        "text_en": (
            "This time no solution was found to the challenge “{title}”. What was learned stays for others to read, and the "
            "challenge can be opened again when things change."
        ),
    },
}


def ensure(table: Any) -> int:
    """Enter those that are missing; how many were. A migration does it, with its own picture of the table."""
    there = set(table.objects.filter(organisation=None).values_list("key", flat=True))
    missing = [table(key=key, **text) for key, text in BUILT_IN.items() if key not in there]
    table.objects.bulk_create(missing)
    return len(missing)
