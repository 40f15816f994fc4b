"""What the codes of `Said` mean, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from experiments.effects.estimates import Said
from experiments.effects.figures import figure

GROUPS: dict[str, Promise] = {
    "before": _("before"),
    "after": _("after"),
    "own": _("own group"),
    "comparison": _("comparison group"),
    "comparison_before": _("comparison group before"),
    "comparison_after": _("comparison group after"),
}
TEXTS: dict[str, Promise] = {
    # methods
    "welch": _("Welch's t interval for the difference of two means, df = %(df)s"),
    "paired": _("Paired t interval for the mean change within pairs, df = %(df)s"),
    "did": _("Difference of changes (difference in differences), unpooled variance, Welch–Satterthwaite df = %(df)s"),
    "newcombe": _("Newcombe's interval for the difference of two shares (hybrid of Wilson intervals)"),
    "exact_rates": _("Exact interval for the ratio of two rates (conditional binomial, Clopper–Pearson)"),
    "its": _(
        "Segmented least squares with Newey–West errors, lag %(lag)s, df = %(df)s; level at the first time after the change"
    ),
    # what to beware of
    "few": _(
        "Few values: the smallest group has %(n)s, and with fewer than %(least)s the interval leans on the values being spread evenly around their mean."
    ),
    "few_events": _("Few events: %(n)s on one side. With fewer than %(least)s the interval is wide."),
    "few_points": _("A short series: %(n)s values on one side of the change. With fewer than %(least)s its trend is uncertain."),
    "missing": _("Missing data: %(missing)s of %(of)s values were not measured. They are left out, not guessed."),
    "autocorrelated": _(
        "Neighbouring values resemble each other (autocorrelation %(r)s): the true uncertainty is larger than the interval says."
    ),
    "autocorrelated_series": _(
        "What the trend leaves over is autocorrelated (%(r)s). The errors allow for it, but a short series estimates them poorly."
    ),
    "no_smallest": _("No smallest worthwhile change was given: any change in the wanted direction counts."),
    "read_as_points": _("The smallest worthwhile change was read as %(value)s percentage points."),
    "read_as_exposure": _("A list of two numbers was read as a count and its exposure."),
    # why there is no answer
    "too_few": _("Too few values in one group (%(group)s): %(n)s, and at least %(least)s are needed."),
    "too_few_pairs": _("Too few whole pairs: %(n)s, and at least %(least)s are needed."),
    "unequal_pairs": _("Pairs need as many values before (%(before)s) as after (%(after)s)."),
    "no_spread": _("The values do not vary at all, so nothing can be said of the uncertainty."),
    "no_exposure": _("The exposure of one side is zero (%(group)s)."),
    "no_events": _("Nothing happened before, and a ratio to zero means nothing."),
    "beyond_reckoning": _("The numbers are too large or too small to reckon with."),
}  # fmt: skip


def said(what: Said) -> str:
    """In the language that is active now."""
    data = {key: _shown(value) for key, value in what.data.items()}
    text = str(TEXTS[what.code])
    return text % data if data else text


def _shown(value: object) -> str:
    if isinstance(value, float):
        return figure(value, 2)
    return str(GROUPS.get(str(value), value))
