"""A score in plain sentences, in the reader's language."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mint.matching.scoring import Factor, Reason, Score
from mint.vocabulary.builtin import names_in
from mint.vocabulary.dimensions import labels_of
from mint.vocabulary.themes import theme_labels

GOOD, FAIR = 65, 40


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
    met = sorted((reason for reason in score.reasons if reason.met), key=lambda reason: -reason.points)
    return [reason_text(reason) for reason in met]


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


def _terms(reason: Reason) -> str:
    if not reason.met:
        return _("No shared terms in the texts")
    if reason.data["terms"]:
        return _("Shared terms in the texts: %(what)s") % {"what": ", ".join(reason.data["terms"])}
    if named := names_in((get_language() or "fi")[:2], reason.data["concepts"]):
        return _("The texts speak of the same things: %(what)s") % {"what": _joined(named)}
    return _("The texts speak of the same things")


def _place(reason: Reason) -> str:
    return {
        "same": _("In the same municipality"),
        "near": _("In a neighbouring municipality"),
        "anywhere": _("Works in the whole region"),
        "far": _("Further away than the neighbouring municipalities"),
    }[reason.data["where"]]


def _time(reason: Reason) -> str:
    return {
        "fits": _("There is room when help is needed"),
        "full": _("There is no room at the moment"),
        "ended": _("The offer ends before help is needed"),
        "later": _("The offer begins after help is needed"),
    }[reason.data["why"]]


def _joined(words: list[str]) -> str:
    return ", ".join(word.lower() for word in words)


SENTENCES = {
    Factor.NEEDS: _needs,
    Factor.THEMES: _themes,
    Factor.TERMS: _terms,
    Factor.PLACE: _place,
    Factor.TIME: _time,
}
