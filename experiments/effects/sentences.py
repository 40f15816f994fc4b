"""One plain sentence of an effect: how much changed, and between what the true change probably is."""

from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from experiments.effects.estimates import Contrast, Design, Effect
from experiments.effects.figures import KNOWN, PERCENT, POINTS, SHORT, Forms, decimals, figure, with_unit

LANGUAGES = ("fi", "sv", "en")


def sentences(effect: Effect, *, name: str = "", unit: str = "") -> dict[str, str]:
    """In every language. What people wrote, the name and a rare unit, stays as it is."""
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = sentence(effect, name=name, unit=unit)
    return found


def sentence(effect: Effect, *, name: str = "", unit: str = "") -> str:
    """In the language that is active now."""
    estimate, low, high = _scaled(effect)
    forms, symbol = _unit(effect, unit)
    subject = capfirst(name) or (_("The share") if effect.design == Design.PROPORTIONS else _("The value"))
    if forms is None and unit and not symbol:
        subject = f"{subject} ({unit})"
    places = _places(estimate, low, high)

    def amount(value: float, *, is_object: bool = False) -> str:
        return with_unit(figure(abs(value), places), forms, symbol, is_object=is_object)

    data = {"name": subject, "amount": amount(estimate)}
    first = _first(effect.contrast, round(estimate, places), _count(subject)) % data
    if round(low, places) < 0 < round(high, places):
        is_object = effect.contrast != Contrast.DIFFERENCE
        down, up = (amount(end, is_object=is_object) for end in (low, high))
        second = _unsure(effect.contrast) % {"down": down, "up": up}
    else:
        least, most = sorted((abs(low), abs(high)))
        second = _sure(effect.contrast) % {"least": figure(least, places), "most": amount(most)}
    return f"{first}; {second}."


def _scaled(effect: Effect) -> tuple[float, float, float]:
    """As they are said: shares in percentage points, ratios as a change in per cent."""
    values = (effect.estimate, effect.low, effect.high)
    if effect.is_ratio:
        a, b, c = (100 * (value - 1) for value in values)
        return a, b, c
    times = 100 if effect.design == Design.PROPORTIONS else 1
    a, b, c = (times * value for value in values)
    return a, b, c


def _unit(effect: Effect, unit: str) -> tuple[Forms | None, str]:
    """Words for a known unit, else a symbol short enough to stand after a number, else nothing."""
    if effect.is_ratio:
        return PERCENT, ""
    if effect.design == Design.PROPORTIONS:
        return POINTS, ""
    known = KNOWN.get(unit.casefold())
    return known, "" if known or len(unit) > SHORT else unit


def _places(estimate: float, low: float, high: float) -> int:
    """As many decimals as the interval allows, and enough for the estimate not to become nothing."""
    places = decimals(low, high)
    while estimate and not round(estimate, places) and places < 6:
        places += 1
    return places


def _count(subject: str) -> int:
    """Finnish verbs agree with their subject: a word in -t is the sign of a plural (käynnit laskivat)."""
    return 2 if get_language() == "fi" and any(len(word) > 3 and word.endswith("t") for word in subject.split()) else 1


def _first(contrast: Contrast, estimate: float, n: int) -> str:
    if contrast == Contrast.DIFFERENCE:
        return _difference(estimate, n)
    if contrast == Contrast.CHANGE_BEYOND:
        return _beyond(estimate, n)
    if contrast == Contrast.LEVEL:
        return _level(estimate, n)
    if not estimate:
        return ngettext("%(name)s did not change", "%(name)s did not change", n)
    if estimate > 0:
        return ngettext("%(name)s rose by %(amount)s", "%(name)s rose by %(amount)s", n)
    return ngettext("%(name)s fell by %(amount)s", "%(name)s fell by %(amount)s", n)


def _difference(estimate: float, n: int) -> str:
    if not estimate:
        return ngettext(
            "%(name)s was the same as in the comparison group", "%(name)s were the same as in the comparison group", n
        )
    if estimate > 0:
        return ngettext(
            "%(name)s was %(amount)s higher than in the comparison group",
            "%(name)s were %(amount)s higher than in the comparison group",
            n,
        )
    return ngettext(
        "%(name)s was %(amount)s lower than in the comparison group",
        "%(name)s were %(amount)s lower than in the comparison group",
        n,
    )


def _beyond(estimate: float, n: int) -> str:
    if not estimate:
        return ngettext(
            "%(name)s changed as much as in the comparison group",
            "%(name)s changed as much as in the comparison group",
            n,
        )
    if estimate > 0:
        return ngettext(
            "%(name)s rose by %(amount)s when the change in the comparison group is taken away",
            "%(name)s rose by %(amount)s when the change in the comparison group is taken away",
            n,
        )
    return ngettext(
        "%(name)s fell by %(amount)s when the change in the comparison group is taken away",
        "%(name)s fell by %(amount)s when the change in the comparison group is taken away",
        n,
    )


def _level(estimate: float, n: int) -> str:
    if not estimate:
        return ngettext("%(name)s stayed on its earlier course", "%(name)s stayed on their earlier course", n)
    if estimate > 0:
        return ngettext(
            "%(name)s rose at once by %(amount)s against its earlier course",
            "%(name)s rose at once by %(amount)s against their earlier course",
            n,
        )
    return ngettext(
        "%(name)s fell at once by %(amount)s against its earlier course",
        "%(name)s fell at once by %(amount)s against their earlier course",
        n,
    )


def _sure(contrast: Contrast) -> str:
    if contrast == Contrast.DIFFERENCE:
        return _("the true difference is probably between %(least)s and %(most)s")
    return _("the true change is probably between %(least)s and %(most)s")


def _unsure(contrast: Contrast) -> str:
    if contrast == Contrast.DIFFERENCE:
        return _("the true difference is probably between %(down)s lower and %(up)s higher, so it may be chance")
    return _("the true change is probably between a fall of %(down)s and a rise of %(up)s, so it may be chance")
