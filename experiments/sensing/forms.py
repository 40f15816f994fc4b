"""A new key: of which device, for what and for how long."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from experiments.models import Metric
from mint.fields import choices_of

PERIODS = ((30, _("A month")), (92, _("Three months")), (183, _("Half a year")), (366, _("A year")))


class KeyForm(forms.Form):
    name = forms.CharField(
        label=_("Which device sends?"),
        help_text=_("A name to know it by, such as “Level sensor, Kirkkolahti”. No names of people."),
        max_length=80,
    )
    metrics = forms.TypedMultipleChoiceField(
        label=_("What does it measure?"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    days = forms.TypedChoiceField(
        label=_("For how long does the key work?"), coerce=int, choices=PERIODS, initial=92, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, metrics: list[Metric], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "metrics", [(metric.pk, capfirst(str(metric))) for metric in metrics])
        self.fields["metrics"].initial = [metric.pk for metric in metrics]
