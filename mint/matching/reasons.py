"""A score in plain sentences, in the reader's language."""

from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from mint.matching.scoring import TERMS_NAMED, Factor, Reason, Score
from mint.vocabulary.builtin import names_in
from mint.vocabulary.dimensions import labels_of
from mint.vocabulary.themes import theme_labels

GOOD, FAIR = 65, 45
SAYS_LITTLE = (Factor.RECORD, Factor.DIVERSITY)  # in a row of a list, beside what it is about


@dataclass(frozen=True)
class Line:
    """One line of components/match.html."""

    text: str
    points: int
    most: int
    ok: bool


def lines_of(score: Score) -> list[Line]:
    return [Line(reason_text(reason), reason.points, reason.most, reason.met) for reason in score.reasons]


def met_texts(score: Score) -> list[str]:
    """What speaks for it, the weightiest first: for a row in a list."""
    met = (reason for reason in score.reasons if reason.met and reason.kind not in SAYS_LITTLE)
    return [reason_text(reason) for reason in sorted(met, key=lambda reason: -reason.points)]


def reason_text(reason: Reason) -> str:
    """A whole sentence of one reason."""
    return SENTENCES[reason.kind](reason)


def fit_title(total: int) -> str:
    if total >= GOOD:
        return _("Suits you well")
    return _("Suits you in part") if total >= FAIR else _("Suits you a little")


def partner_title(total: int) -> str:
    """The same of a partner, said to the owner of the need."""
    if total >= GOOD:
        return _("Suits the need well")
    return _("Suits the need in part") if total >= FAIR else _("Suits the need a little")


def _needs(reason: Reason) -> str:
    if not reason.met:
        return _("None of the kinds of help that are asked for")
    return _("Answers the need for %(what)s") % {"what": _joined(labels_of(list(reason.data["keys"])))}


def _themes(reason: Reason) -> str:
    if not reason.met:
        return _("No shared theme")
    return _("Shared theme: %(what)s") % {"what": _joined(theme_labels(list(reason.data["keys"])))}


def _text(reason: Reason) -> str:
    if not reason.met:
        return _("The texts share hardly any words")
    if terms := reason.data.get("terms"):
        return _("The texts share words: %(what)s") % {"what": ", ".join(terms)}
    if named := names_in(_language(), reason.data.get("concepts", [])):  # as it was kept until the weights came
        return _("The texts speak of the same things: %(what)s") % {"what": _joined(named)}
    return _("The texts say the same in part, with other words")


def _concepts(reason: Reason) -> str:
    if not reason.met:
        return _("The texts do not speak of the same things")
    names = reason.data.get("names") or {}
    if named := names_in(_language(), reason.data["concepts"]) or names.get(_language(), []):
        return _("The texts speak of the same things: %(what)s") % {"what": _joined(named[:TERMS_NAMED])}
    return _("The texts speak of the same things")


def _place(reason: Reason) -> str:
    steps = reason.data.get("steps", 1)
    if reason.data["where"] == "near" and steps > 1:
        return ngettext("%(n)s municipality away", "%(n)s municipalities away", steps) % {"n": steps}
    return {
        "same": _("In the same municipality"),
        "near": _("In a neighbouring municipality"),
        "anywhere": _("Works in the whole region"),
        "far": _("Far away: more than two municipalities between"),
    }[reason.data["where"]]


def _time(reason: Reason) -> str:
    return {
        "fits": _("There is room when help is needed"),
        "full": _("There is no room at the moment"),
        "ended": _("The offer ends before help is needed"),
        "later": _("The offer begins after help is needed"),
    }[reason.data["why"]]


def _record(reason: Reason) -> str:
    realised = reason.data["realised"]
    if not realised:
        return _("A newcomer: nothing realised in MINT yet, which is held neither for nor against")
    return ngettext("Has realised %(n)s cooperation in MINT", "Has realised %(n)s cooperations in MINT", realised) % {
        "n": realised
    }


def _diversity(reason: Reason) -> str:
    place, first = reason.data["place"], reason.data["first"]
    if place:
        return _("Another offer of the same partner stands higher in this list")
    if first:
        return ngettext(
            "The partner is first for %(n)s other challenge of the same owner",
            "The partner is first for %(n)s other challenges of the same owner",
            first,
        ) % {"n": first}
    return _("The partner is not first for the owner's other challenges")


def _language() -> str:
    return (get_language() or "fi")[:2]


def _joined(words: list[str]) -> str:
    return ", ".join(word.lower() for word in words)


SENTENCES = {
    Factor.NEEDS: _needs,
    Factor.THEMES: _themes,
    Factor.TEXT: _text,
    Factor.CONCEPTS: _concepts,
    Factor.PLACE: _place,
    Factor.TIME: _time,
    Factor.RECORD: _record,
    Factor.DIVERSITY: _diversity,
}
