"""The plan as people write it: one form for the plan, beside the lines of its metrics."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from experiments.ethics import ANSWERS, QUESTIONS
from experiments.forms import area
from experiments.metric_forms import Asked, BaseMetrics
from experiments.models import Experiment
from experiments.plan_words import HELP, LABELS, WIDGETS
from experiments.states import DRAFTED, Aid, Kind, Rights
from mint import clock
from mint.fields import NumberField, choices_of

YEAR = 366


class PlanForm(Asked, forms.ModelForm[Experiment]):
    asked = frozenset(
        [
            "hypothesis",
            "roles",
            "starts_on",
            "ends_on",
            "budget",
            "personal_data",
            "aid_basis",
            "rights",
            *(f"ethics_{key}" for key in QUESTIONS),
        ]
    )

    budget = NumberField(label=_("Budget, euros"), required=False, min_value=0, max_digits=12, decimal_places=2)
    personal_data = forms.TypedChoiceField(
        label=_("Does the experiment use personal data?"),
        choices=(("no", _("No")), ("yes", _("Yes"))),
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)
    reason = forms.CharField(
        label=_("Why is the approved plan changed?"),
        help_text=_("The change is shown beside the plan as a deviation."),
        max_length=1000,
        required=False,
        widget=area(2),
    )

    class Meta:
        model = Experiment
        fields = [
            "title", "kind", "hypothesis", "riskiest", "population", "recruiting", "guardrail", "roles", "risks",
            "communication", "starts_on", "ends_on", "budget", "funding",
            "personal_data", "consent_text", "rule_basis", "rule_across", "rule_guarded", "aid_basis", "rights", "rights_text",
            "public_summary", "publication",
        ]  # fmt: skip
        labels, help_texts, widgets = LABELS, HELP, WIDGETS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {True: "yes", False: "no", None: ""}
        for name in ("rule_basis", "rule_across"):
            self.fields[name].required = False
        for name, known_words in (("kind", Kind), ("aid_basis", Aid), ("rights", Rights)):
            choices_of(self, name, known_words.choices)  # no button for nothing
        self.initial["personal_data"] = known[self.instance.personal_data]
        for key, text in QUESTIONS.items():
            self.fields[f"ethics_{key}"] = forms.ChoiceField(
                label=text,
                choices=ANSWERS,
                required=False,
                widget=forms.RadioSelect,
                initial=self.instance.ethics.get(key, ""),
            )
        self._require(is_required=True)
        if self.instance.state in DRAFTED:
            del self.fields["reason"]
        else:
            self.fields["reason"].required = True

    def clean_rule_basis(self) -> str:
        return self.cleaned_data["rule_basis"] or self.instance.rule_basis

    def clean_rule_across(self) -> str:
        return self.cleaned_data["rule_across"] or self.instance.rule_across

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last <= first:
            self.add_error("ends_on", _("The last day comes after the first."))
        elif first and last and (last - first).days > YEAR:
            self.add_error("ends_on", _("An experiment lasts a year at most."))
        elif last and last < clock.today() and self.instance.state in DRAFTED:
            self.add_error("ends_on", _("The last day has passed already."))
        return data

    @property
    def ethics_fields(self) -> list[forms.BoundField]:
        return [self[f"ethics_{key}"] for key in QUESTIONS]

    @property
    def values(self) -> dict[str, Any]:
        """Columns of the experiment."""
        data = {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.fields}
        answers = {key: self.cleaned_data[f"ethics_{key}"] for key in QUESTIONS}
        return {**data, "ethics": {key: answer for key, answer in answers.items() if answer}}


def unjudged(form: PlanForm, metrics: BaseMetrics) -> None:
    """What was typed is shown as it is, without a word of what it lacks: it is not being saved yet."""
    form.is_judged = metrics.is_judged = False
    for line in metrics.forms:
        line.is_judged = False


@dataclass(frozen=True)
class Mistake:
    """One line of the error summary: where it is (None: of the whole), and of which metric."""

    text: str
    field: forms.BoundField | None = None
    line: str = ""


def mistakes_of(form: PlanForm, metrics: BaseMetrics) -> list[Mistake]:
    """Everything that needs correcting on the page of a plan, in the order of its fields."""
    found = [Mistake(str(error)) for error in [*form.non_field_errors(), *metrics.non_form_errors()]]
    found += _of_fields(form)
    for number, line in enumerate(metrics.forms, start=1):
        name = str(_("Metric %(number)s") % {"number": number})
        found += [Mistake(f"{name}: {error}") for error in line.non_field_errors()]
        found += _of_fields(line, name)
    return found


def _of_fields(form: forms.BaseForm, line: str = "") -> list[Mistake]:
    return [Mistake(str(error), field, line) for field in form for error in field.errors]
