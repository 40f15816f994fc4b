"""Numbers as people read them: as exact as their uncertainty allows, and with their unit in each language's grammar."""

import math
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import get_language

MOST_DECIMALS = 6
MINUS = "\N{MINUS SIGN}"


def decimals(low: float, high: float) -> int:
    """So that half the interval keeps one or two significant digits."""
    half = (high - low) / 2
    if not half > 0 or math.isinf(half):
        return 2
    return min(max(-math.floor(math.log10(half / 2)), 0), MOST_DECIMALS)


def figure(value: float, places: int) -> str:
    """With the decimal mark and the grouping of the language; no zeros at the end, no negative zero."""
    rounded = round(value, places) or 0.0
    text = formats.number_format(f"{abs(rounded):.{places}f}", use_l10n=True, force_grouping=abs(rounded) >= 10_000)
    mark = formats.get_format("DECIMAL_SEPARATOR", use_l10n=True)
    if mark in text:
        text = text.rstrip("0").rstrip(mark)
    return f"{MINUS}{text}" if rounded < 0 else text


@dataclass(frozen=True)
class Forms:
    """A unit's words after a number: Finnish object (12 minuutin) and partitive, Swedish and English one and many."""

    fi: tuple[str, str]
    sv: tuple[str, str]
    en: tuple[str, str]


POINTS = Forms(
    ("prosenttiyksikön", "prosenttiyksikköä"), ("procentenhet", "procentenheter"), ("percentage point", "percentage points")
)  # fmt: skip
PERCENT = Forms(("prosentin", "prosenttia"), ("procent", "procent"), ("per cent", "per cent"))
_MINUTES = Forms(("minuutin", "minuuttia"), ("minut", "minuter"), ("minute", "minutes"))
_HOURS = Forms(("tunnin", "tuntia"), ("timme", "timmar"), ("hour", "hours"))
_DAYS = Forms(("päivän", "päivää"), ("dag", "dagar"), ("day", "days"))
_WEEKS = Forms(("viikon", "viikkoa"), ("vecka", "veckor"), ("week", "weeks"))
_MONTHS = Forms(("kuukauden", "kuukautta"), ("månad", "månader"), ("month", "months"))
_SECONDS = Forms(("sekunnin", "sekuntia"), ("sekund", "sekunder"), ("second", "seconds"))
_EUROS = Forms(("euron", "euroa"), ("euro", "euro"), ("euro", "euros"))
_PEOPLE = Forms(("henkilön", "henkilöä"), ("person", "personer"), ("person", "people"))
_PIECES = Forms(("kappaleen", "kappaletta"), ("stycke", "stycken"), ("unit", "units"))
_KILOMETRES = Forms(("kilometrin", "kilometriä"), ("kilometer", "kilometer"), ("kilometre", "kilometres"))
_KILOGRAMS = Forms(("kilon", "kiloa"), ("kilo", "kilo"), ("kilogram", "kilograms"))
_VISITS = Forms(("käynnin", "käyntiä"), ("besök", "besök"), ("visit", "visits"))
_DEGREES = Forms(("asteen", "astetta"), ("grad", "grader"), ("degree", "degrees"))
KNOWN = {
    word: forms
    for forms, words in {
        POINTS: "% prosentti prosenttia procent percent pct",
        _MINUTES: "min minuutti minuuttia minuutit minut minuter minute minutes",
        _HOURS: "h t tunti tuntia tunnit timme timmar hour hours",
        _DAYS: "pv päivä päivää päivät vrk dag dagar day days",
        _WEEKS: "vk viikko viikkoa vecka veckor week weeks",
        _MONTHS: "kk kuukausi kuukautta månad månader month months",
        _SECONDS: "s sek sekunti sekuntia sekund sekunder second seconds",
        _EUROS: "€ eur euro euroa euros",
        _PEOPLE: "hlö henkilö henkilöä henkilöt person personer people persons",
        _PIECES: "kpl kappale kappaletta st stycken pcs",
        _KILOMETRES: "km kilometri kilometriä kilometer kilometre kilometres",
        _KILOGRAMS: "kg kilo kiloa",
        _VISITS: "käynti käyntiä käynnit besök visit visits",
        _DEGREES: "°c aste astetta grad grader degrees",
    }.items()
    for word in words.split()
}
SHORT = 6  # letters of a symbol that may stand after a number as it is: kW, kWh, €/kk


def with_unit(text: str, forms: Forms | None, symbol: str = "", *, is_object: bool = False) -> str:
    """“12 minuuttia”; `is_object` for a Finnish genitive (12 minuutin) and, elsewhere, nothing else than the plural."""
    if forms is None:
        return f"{text} {symbol}" if symbol else text
    one, many = getattr(forms, get_language() or "en", forms.en)
    is_one = text.lstrip(MINUS) == "1"
    chosen = one if is_one or (is_object and get_language() == "fi") else many
    return f"{text} {chosen}"
