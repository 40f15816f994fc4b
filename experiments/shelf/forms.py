"""What is typed of the shelf: why and until when, another day, and how it ended."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from experiments.shelf.actions import Until
from experiments.shelf.states import Ending, Every, Wakes
from mint import clock
from mint.fields import DayField, needed_to


def _coming(day: date | None) -> date | None:
    if day and day <= clock.today():
        raise forms.ValidationError(_("Choose a coming day."), code="past")
    return day


class PutForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why is it not tried now?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    wakes = forms.ChoiceField(
        label=gettext_lazy("When is it looked at again?"), choices=Wakes.choices, widget=forms.RadioSelect
    )
    day = DayField(label=gettext_lazy("On which day?"), required=False)
    condition = forms.CharField(
        label=gettext_lazy("What must have come true?"),
        help_text=gettext_lazy(
            "So that anybody can answer yes or no: “The road has been opened for driverless buses.”"
        ),
        max_length=300,
        required=False,
    )
    every = forms.TypedChoiceField(
        label=gettext_lazy("How often is it asked about?"),
        choices=Every.choices,
        coerce=int,
        initial=Every.SIX,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, said in (("day", _("needed for a day")), ("condition", _("needed for a condition"))):
            needed_to(self, name, said)

    def clean_day(self) -> date | None:
        return _coming(self.cleaned_data["day"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        lacks = {Wakes.DAY: "day", Wakes.CONDITION: "condition"}.get(data.get("wakes", ""))
        if lacks and not data.get(lacks) and not self.has_error(lacks):
            self.add_error(lacks, _("Say the day.") if lacks == "day" else _("Say what must have come true."))
        return data

    @property
    def until(self) -> Until:
        data = self.cleaned_data
        if data["wakes"] == Wakes.DAY:
            return Until(day=data["day"])
        return Until(condition=data["condition"], every=data["every"] or Every.SIX)


class KeepForm(forms.Form):
    """Another day; what waits for a condition is asked about by itself."""

    day = DayField(label=gettext_lazy("Until which day?"))

    def clean_day(self) -> date | None:
        return _coming(self.cleaned_data["day"])


class TakeForm(forms.Form):
    ending = forms.ChoiceField(
        label=gettext_lazy("What becomes of it?"), choices=Ending.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=gettext_lazy("What has changed?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
