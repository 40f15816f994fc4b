"""What is typed of tariffs and of hours."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from experiments.forms import area
from experiments.hours.actions import SHORTEST, Promise
from experiments.hours.models import DEAREST, LEAST, MOST_HOURS, Line, Tariff
from experiments.models import Experiment
from experiments.states import DRAFTED
from mint.actor import Actor
from mint.fields import DayField, NumberField, rows_of
from mint.templating import number

LARGEST = 2_000_000_000


class TariffForm(forms.ModelForm[Tariff]):
    rate = NumberField(
        label=gettext_lazy("Euros an hour"), min_value=LEAST, max_value=DEAREST, max_digits=8, decimal_places=2
    )
    valid_from = DayField(label=gettext_lazy("Valid from"))
    valid_until = DayField(
        label=gettext_lazy("Valid until"), help_text=gettext_lazy("Empty: until further notice."), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=LARGEST)

    class Meta:
        model = Tariff
        fields = ["name_fi", "name_sv", "name_en", "rate", "valid_from", "valid_until"]
        labels = {
            "name_fi": gettext_lazy("Name in Finnish"),
            "name_sv": gettext_lazy("Name in Swedish"),
            "name_en": gettext_lazy("Name in English"),
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("valid_from"), data.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("The last day comes after the first."))
        return data

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class TariffField(forms.ModelChoiceField[Tariff]):
    def label_from_instance(self, obj: Tariff) -> str:
        return _("%(name)s, %(rate)s € an hour") % {"name": obj, "rate": number(obj.rate)}


class LineForm(forms.Form):
    """One line: the rates to choose from are those valid on the first day of the plan."""

    work = forms.CharField(
        label=gettext_lazy("What work is given?"),
        help_text=gettext_lazy("For example planning, installing or teaching. No names of people."),
        max_length=120,
    )
    tariff = TariffField(Tariff.objects.none(), label=gettext_lazy("At which rate?"))
    hours = NumberField(
        label=gettext_lazy("How many hours?"), min_value=LEAST, max_value=MOST_HOURS, max_digits=7, decimal_places=2
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=300, required=False, widget=area(2))
    reason = forms.CharField(
        label=gettext_lazy("Why is the approved plan changed?"),
        help_text=gettext_lazy("The change is shown beside the plan as a deviation."),
        min_length=SHORTEST, max_length=1000, widget=area(2),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=LARGEST)

    def __init__(self, *args: Any, experiment: Experiment, actor: Actor, line: Line | None = None, **kw: Any) -> None:
        if line is not None:
            kw["initial"] = {
                "work": line.work, "tariff": line.tariff_id, "hours": line.hours, "note": line.note, "version": line.version,
            }  # fmt: skip
        super().__init__(*args, **kw)
        rows_of(self, "tariff", own_tariffs(actor, experiment.starts_on))
        if experiment.state in DRAFTED:
            del self.fields["reason"]

    @property
    def promise(self) -> Promise:
        return Promise(**{name: self.cleaned_data[name] for name in ("tariff", "work", "hours", "note")})

    @property
    def why(self) -> str:
        return str(self.cleaned_data.get("reason", ""))


def own_tariffs(actor: Actor, day: date | None) -> Any:
    """Those of the organisation acted for that are valid on the day."""
    rows = Tariff.objects.visible_to(actor).filter(organisation_id=actor.organisation_id or 0)
    return rows.valid_on(day) if day else rows.none()
