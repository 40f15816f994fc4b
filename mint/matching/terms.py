"""From text to terms, lemmas without the words that say nothing here, and to the concepts that it names. The dictionaries take a second
or two to open and, read in their packed form, 75 MB for the three languages (as dicts 490 MB), so only the worker and
the seed call these, and only for the text's own language.
"""

import re
from collections.abc import Iterator

from mint.vocabulary.reading import Reading

WORD = re.compile(r"[^\W\d_][^\W\d_'’-]{2,}(?:[-'’][^\W\d_]+)*")
SHORTEST, LONGEST, MOST_TERMS = 4, 60, 150
MOST_TEXT = 20_000
MOST_CONCEPTS = 60
SCORED_ELSEWHERE = ("theme:", "dimension:")

# Words in their base form that every text has, or that every text of this platform has.
STOP = frozenset(
    """
    aika aina aiempi ainakin helppo ilman itsenäinen kaksi kolme kuusi kymmenen neljä noin viisi yhdeksän
    alkaa ansiosta antaa apu asia auttaa edes edellyttää ehkä enemmän ennen ensimmäinen eri erityinen
    esimerkiksi etsiä haaste hakea halu haluta hyvä hyödyntää itse jatkaa joka jokainen joku jolloin jonkin josta joten
    juuri kaikki kanssa kautta kehittää kertoa keskeinen kokea kokeilla kokeilu kuin kuitenkin kuinka kunta kuten käyttää
    käyttö lisäksi lisätä löytää mahdollinen mahdollisuus mikä mikään milloin miten monta moni mukaan mutta muu muun
    myös myöhemmin näin niin noin nykyinen nyt olla oma onko osa ottaa paljon paras parempi pieni pitää puoli päästä
    päivä päivittäinen ratkaisu riittää saada sama samalla sekä selvittää sellainen siis sitten sopia suuri syksy tapa
    tarjota tarkoittaa tarve tarvita tavallinen tavoite tehdä tietää toimia toinen toteuttaa tulla tuoda tuottaa tällä
    tämä usea useampi uusi vaan vaatia vaikka vain vastata vielä viikko voida vuosi yhdessä yhteinen yksi yritys yrittäjä
    åtgärd även annan alla använda behov behöva bara bättre både eller efter egen erbjuda erbjudande finnas från företag
    försök genom göra hela hitta även inom inte innan kommun komma kunna liten mellan mycket många möjlig måste nya
    några något olika också sedan skola större söka ta till under utan utmaning utveckla vara varje vecka vilja vilken
    about after also and another because been before being between both business challenge company could develop each
    every experiment find first from have help into just like look make many more most much municipality need offer
    only other over same should some such than that their them then there these they thing this those through time use
    very want were what when where which while will with without work would year your
    """.split()  # noqa: SIM905  # a list of words reads better as text
)


def terms_of(text: str, language: str) -> list[str]:
    """The text's terms, in the order of their first appearance, each once; at most 150."""
    return list(dict.fromkeys(_lemmas(text[:MOST_TEXT], language)))[:MOST_TERMS]


def _lemmas(text: str, language: str) -> Iterator[str]:
    from simplemma import Lemmatizer  # opened here only: see above
    from simplemma.strategies import DefaultStrategy

    lemmatizer = Lemmatizer(lemmatization_strategy=DefaultStrategy(low_memory=True))
    for word in WORD.findall(text.casefold()):
        lemma = lemmatizer.lemmatize(word.replace("’", "'"), lang=language).casefold()
        if SHORTEST <= len(lemma) <= LONGEST and not STOP & {word, lemma}:
            yield lemma


def concepts_in(reading: Reading) -> list[str]:
    """Keys of the concepts that the text names, the strongest first; at most 60."""
    named = sorted(reading.concepts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [key for key, _weight in named if not key.startswith(SCORED_ELSEWHERE)][:MOST_CONCEPTS]
