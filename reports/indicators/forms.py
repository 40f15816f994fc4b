"""What is typed of an indicator of one's own: its words, and from what it is counted."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mint.fields import DayField, choices_of
from mint.projects.models import Project
from reports.counting.catalogue import breakdowns
from reports.counting.counters import NOTHING, rule, rules
from reports.counting.definitions import DEFINED
from reports.models import Indicator
from reports.states import OWN_SCHEMES, Breakdown, IndicatorKind, Scheme, Unit

CODE = re.compile(r"[A-Za-zÅÄÖåäö0-9][A-Za-zÅÄÖåäö0-9._-]{0,19}")
OF_THE_EU = re.compile(r"(CO|RCO|RCR)\d", re.IGNORECASE)
LANGUAGES = (
    ("fi", gettext_lazy("in Finnish")),
    ("sv", gettext_lazy("in Swedish")),
    ("en", gettext_lazy("in English")),
)
PARTS = (
    ("name", gettext_lazy("Name %(language)s"), 200, 1),
    ("definition", gettext_lazy("Definition %(language)s"), 1000, 3),
    ("evidence", gettext_lazy("Evidence required, %(language)s"), 300, 1),
)


class DefinitionForm(forms.Form):
    """What an indicator means. The unit follows from the counting rule, where there is one."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Output or result"), choices=IndicatorKind.choices, widget=forms.RadioSelect
    )
    counter = forms.ChoiceField(label=gettext_lazy("Counted from"), required=False)
    unit = forms.ChoiceField(
        label=gettext_lazy("Unit"),
        help_text=gettext_lazy("Asked where nothing in MINT counts it; otherwise it follows from what is counted."),
        required=False,
        choices=[("", "–"), *Unit.choices],
    )
    breakdowns = forms.MultipleChoiceField(
        label=gettext_lazy("Broken down by"),
        required=False,
        choices=[each for each in Breakdown.choices if each[0] != Breakdown.GENDER],
        widget=forms.CheckboxSelectMultiple,
    )
    valid_from = DayField(label=gettext_lazy("Valid from"), required=False)
    valid_until = DayField(label=gettext_lazy("Valid until"), required=False)
    number = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counted = [(each.key, each.words) for each in [NOTHING, *rules()]]
        choices_of(self, "counter", counted)
        for name, label, longest, rows in PARTS:
            for code, language in LANGUAGES:
                self.fields[f"{name}_{code}"] = _text(
                    label % {"language": language}, longest, rows, required=name != "evidence"
                )
        texts = [f"{name}_{code}" for name, *_rest in PARTS for code, _language in LANGUAGES]
        self.order_fields(["code", "scheme", *texts])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        counting = rule(found.get("counter", ""))
        unit = counting.unit if counting.key else found.get("unit", "")
        if not unit:
            self.add_error("unit", _("Choose the unit: nothing in MINT counts this, so it follows from nothing."))
        allowed = breakdowns(counting.key, unit)
        if set(found.get("breakdowns", [])) - set(allowed):
            self.add_error("breakdowns", _("What this is counted from cannot be broken down like that."))
        start, end = found.get("valid_from"), found.get("valid_until")
        if start and end and end < start:
            self.add_error("valid_until", _("The last day is before the first."))
        return found | {"unit": unit, "aggregation": counting.aggregation}

    def values(self) -> dict[str, Any]:
        """By the fields of `Defined`."""
        return {name: self.cleaned_data[name] for name in DEFINED}


class NewIndicatorForm(DefinitionForm):
    """One of the project's own: its code is its own too."""

    code = forms.CharField(label=gettext_lazy("Code"), max_length=20, help_text=gettext_lazy("For example LAKE-1."))
    scheme = forms.ChoiceField(
        label=gettext_lazy("Scheme"),
        choices=[(each.value, each.label) for each in OWN_SCHEMES],
        initial=Scheme.MINT,
        widget=forms.RadioSelect,
    )

    def __init__(self, project: Project, *args: Any, **kwargs: Any) -> None:
        self.project = project
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if not CODE.fullmatch(code):
            raise forms.ValidationError(_("Letters, digits, points and hyphens only."), code="code")
        if OF_THE_EU.match(code):
            raise forms.ValidationError(_("Codes that begin with CO, RCO or RCR are the EU's."), code="code")
        taken = Indicator.objects.filter(code__iexact=code, project__isnull=True)
        if taken.exists() or Indicator.objects.filter(code__iexact=code, project=self.project).exists():
            raise forms.ValidationError(_("There is an indicator with this code already."), code="code")
        return code


def _text(label: str, longest: int, rows: int, *, required: bool) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
    return forms.CharField(label=label, max_length=longest, required=required, widget=widget)
