"""The eight factors in words: for the page of weights, and for whoever wants to know how points are counted."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from mint.matching.scoring import Factor, Weights

NAMES = {
    Factor.TEXT: _l("What the texts say"),
    Factor.CONCEPTS: _l("What the texts mean"),
    Factor.NEEDS: _l("Kinds of help"),
    Factor.THEMES: _l("Themes"),
    Factor.PLACE: _l("Distance"),
    Factor.TIME: _l("Time and room"),
    Factor.RECORD: _l("What has been realised"),
    Factor.DIVERSITY: _l("Not always the same partner"),
}
TEXTS = {
    Factor.TEXT: _l(
        "How much of what the challenge says the offer says too; rare words weigh more. From another language by what words are called there."
    ),
    Factor.CONCEPTS: _l("The same of the concepts that the texts name, whatever the language, and of the offer's own themes."),
    Factor.NEEDS: _l("The share of the kinds of help asked for that the offer answers."),
    Factor.THEMES: _l("The share of the challenge's themes that the offer has."),
    Factor.PLACE: _l(
        "All in the same municipality, six tenths in a neighbouring one or where the offer serves the whole region, three tenths two municipalities away."
    ),
    Factor.TIME: _l("All when the offer has room and is available when help is needed, else none."),
    Factor.RECORD: _l(
        "Six tenths for a newcomer; each realised match or concluded experiment adds two tenths. Nothing takes points away."
    ),
    Factor.DIVERSITY: _l(
        "All for a partner's best offer. Four tenths for its next one in the same list, and a quarter less for each other challenge of the same owner where the partner is first."
    ),
}  # fmt: skip


@dataclass(frozen=True)
class FactorView:
    name: str
    text: str
    most: int


@dataclass(frozen=True)
class How:
    """For matching/_how.html."""

    whose: str
    factors: list[FactorView]


def how(weights: Weights) -> How:
    rows = [FactorView(str(NAMES[factor]), str(TEXTS[factor]), weights.points[factor]) for factor in Factor]
    return How(whose(weights), rows)


def whose(weights: Weights) -> str:
    """Which weights are in force, and who has set them, in a sentence."""
    if not weights.number:
        return _("The weights are the ones MINT begins with.")
    if weights.is_common:
        return _("The weights are version %(n)s of the common ones, set by MINT's operators.") % {"n": weights.number}
    return _("The weights are version %(n)s, set by the project's curators and manager.") % {"n": weights.number}
