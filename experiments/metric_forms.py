"""The metrics of a plan as people write them: a line for each, and room for one more."""

from typing import Any, ClassVar

from django import forms
from django.forms.utils import ErrorDict, ErrorList
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from experiments import calculator
from experiments.actions import MetricInput
from experiments.models import Metric
from experiments.states import Direction
from mint import clock
from mint.fields import NumberField, day_input

MOST_METRICS = 6
PREFIX = "mittari"  # of the lines' fields


class Asked:
    """Fields that a whole plan has, though an unfinished one may be saved without: not marked as optional."""

    asked: ClassVar[frozenset[str]] = frozenset()
    fields: dict[str, forms.Field]
    use_required_attribute = False
    is_judged = True  # or shown as it was typed: see `unjudged`

    def full_clean(self) -> None:
        if not self.is_judged:
            self._errors = ErrorDict()
            return
        self._require(is_required=False)
        super().full_clean()  # type: ignore[misc]  # of the form
        self._require(is_required=True)

    def _require(self, *, is_required: bool) -> None:
        for name in self.asked & self.fields.keys():
            self.fields[name].required = is_required


class MetricForm(Asked, forms.ModelForm[Metric]):
    """One metric. A line left empty is no metric."""

    asked = frozenset(["baseline", "baseline_on", "target", "design", "smallest_worthwhile"])
    baseline = NumberField(label=_("Baseline"), required=False, max_digits=18, decimal_places=6)
    target = NumberField(label=_("Target"), required=False, max_digits=18, decimal_places=6)
    smallest_worthwhile = NumberField(
        label=_("Smallest change worth having"),
        help_text=_("In the unit of the metric; for shares in percentage points, for counts in per cent."),
        required=False,
        min_value=0,
        max_digits=18,
        decimal_places=6,
    )
    spread = NumberField(
        label=_("How much do the values vary?"),
        help_text=_(
            "The standard deviation, or a fourth of the usual range. For the calculator; shares and counts do without."
        ),
        required=False,
        min_value=0,
        max_digits=18,
        decimal_places=6,
    )
    limit = NumberField(
        label=_("Limit that must not be passed"),
        help_text=_("If this metric is a guardrail: the value must not get worse than this."),
        required=False,
        max_digits=18,
        decimal_places=6,
    )
    remove = forms.BooleanField(label=_("Remove this metric"), required=False)

    class Meta:
        model = Metric
        fields = [
            "name", "unit", "direction", "baseline", "baseline_on", "baseline_source", "target", "is_primary",
            "design", "smallest_worthwhile", "spread", "frequency", "limit",
        ]  # fmt: skip
        labels: ClassVar[dict[str, Any]] = {
            "name": _("What is measured?"),
            "unit": _("Unit"),
            "direction": _("Which way is better?"),
            "baseline_on": _("When was the baseline measured?"),
            "baseline_source": _("Where does the baseline come from?"),
            "design": _("How is the change shown?"),
            "frequency": _("How often is it measured?"),
            "is_primary": _("This is a primary metric: the decision rests on it"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "frequency": _("How often a value is due. Left empty, it is every week."),
        }
        widgets: ClassVar[dict[str, Any]] = {"baseline_on": day_input()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._require(is_required=True)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if (data.get("baseline") is None) != (data.get("baseline_on") is None) and not self.errors:
            missing = "baseline_on" if data.get("baseline_on") is None else "baseline"
            self.add_error(missing, _("A baseline has both a value and the day it was measured."))
        if (measured := data.get("baseline_on")) and measured > clock.today():
            self.add_error("baseline_on", _("The day is in the future."))
        self._goes_the_better_way(data)
        for name in ("smallest_worthwhile", "spread"):
            if data.get(name) == 0:
                self.add_error(name, _("Give a number above zero, or leave it empty."))
        return data

    def _goes_the_better_way(self, data: dict[str, Any]) -> None:
        before, wanted = data.get("baseline"), data.get("target")
        if before is None or wanted is None:
            return
        up, down = data.get("direction") == Direction.UP, data.get("direction") == Direction.DOWN
        if (up and wanted < before) or (down and wanted > before):
            self.add_error("target", _("The target goes the wrong way from the baseline."))

    @property
    def needed(self) -> str:
        """How many observations it takes, of what stands in the line now: saved or typed."""
        return calculator.needed_of({name: self[name].value() for name in calculator.ASKED})

    @property
    def as_input(self) -> MetricInput:
        values = {name: self.cleaned_data.get(name) for name in self.Meta.fields}
        return MetricInput(values, self.instance.pk, bool(self.cleaned_data.get("remove")))


class BaseMetrics(forms.BaseModelFormSet[Metric, MetricForm]):
    is_judged = True

    def full_clean(self) -> None:
        if self.is_judged:
            super().full_clean()
        else:
            self._errors: list[ErrorDict] = []
            self._non_form_errors = ErrorList()

    def clean(self) -> None:
        """Names are apart: two lines of the same name would be one metric."""
        names = [form.cleaned_data["name"].casefold() for form in self.forms if form.cleaned_data.get("name")]
        if len(names) != len(set(names)):
            raise forms.ValidationError(_("Two metrics have the same name."))

    @property
    def inputs(self) -> list[MetricInput]:
        """What is to be written: changed lines only."""
        return [
            form.as_input
            for form in self.forms
            if form.has_changed() and not (form.as_input.remove and not form.instance.pk)
        ]


MetricFormSet = forms.modelformset_factory(
    Metric, form=MetricForm, formset=BaseMetrics, extra=1, max_num=MOST_METRICS, absolute_max=MOST_METRICS + 1
)


def with_room(data: QueryDict) -> QueryDict:
    """What was sent, with an empty line for one more metric."""
    more, name = data.copy(), f"{PREFIX}-TOTAL_FORMS"
    total = more.get(name, "")
    if total.isascii() and total.isdigit() and len(total) < len("1000"):
        more[name] = str(min(int(total) + 1, MOST_METRICS))
    return more
