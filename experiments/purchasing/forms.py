"""What is typed of a purchase, and of what was told."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from experiments.purchasing.models import Purchase
from experiments.purchasing.states import Audience
from mint import clock
from mint.fields import DayField, NumberField


class PurchaseForm(forms.ModelForm[Purchase]):
    value = NumberField(
        label=gettext_lazy("Estimated value, euros"),
        help_text=gettext_lazy("The whole of it over the years, with options and renewals, without value added tax."),
        min_value=1,
        max_value=9_999_999_999,
        decimal_places=2,
    )
    begins_on = DayField(
        label=gettext_lazy("When does the procurement begin?"),
        help_text=gettext_lazy("The thresholds of that day hold."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000, required=False)

    class Meta:
        model = Purchase
        fields = ["title", "kind", "value", "begins_on", "supplier", "procedure", "exception", "grounds"]
        labels = {
            "title": gettext_lazy("What is bought?"),
            "kind": gettext_lazy("Of what kind is it?"),
            "supplier": gettext_lazy("Supplier, if known"),
            "procedure": gettext_lazy("How is it bought?"),
            "exception": gettext_lazy("Exception of the act"),
            "grounds": gettext_lazy("Grounds of the decision"),
        }
        help_texts = {
            "supplier": gettext_lazy("What has been bought from the same supplier within a year is counted together."),
            "exception": gettext_lazy(
                "Only where it is bought less openly than the value asks: which section allows it, and why."
            ),
            "grounds": gettext_lazy(
                "What the experiment showed, how the price was compared, and why this is bought. Needed to decide."
            ),
        }
        widgets = {
            "kind": forms.RadioSelect,
            "procedure": forms.RadioSelect,
            "exception": forms.Textarea(attrs={"rows": 2}),
            "grounds": forms.Textarea(attrs={"rows": 5}),
        }

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class TellForm(forms.Form):
    told_on = DayField(label=gettext_lazy("When was it told?"))
    audience = forms.ChoiceField(
        label=gettext_lazy("To whom?"),
        help_text=gettext_lazy("Without names: who bids is not public before the decision."),
        choices=Audience.choices,
        widget=forms.RadioSelect,
    )
    what = forms.CharField(
        label=gettext_lazy("What was told?"),
        help_text=gettext_lazy("So that whoever reads it knows as much as who heard it. It is published at once."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_told_on(self) -> date:
        day: date = self.cleaned_data["told_on"]
        if day > clock.today():
            raise forms.ValidationError(_("Write it down on the day on which it was told, or later."), code="coming")
        return day
