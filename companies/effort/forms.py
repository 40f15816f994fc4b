"""The month that is looked at."""

from django import forms

from companies.effort.counting import Month
from mint import clock


class MonthForm(forms.Form):
    kk = forms.DateField(input_formats=["%Y-%m"], required=False)

    @property
    def month(self) -> Month:
        """The one asked for; the present one where that is none, or ahead."""
        today = Month.of(clock.today())
        asked = self.cleaned_data["kk"] if self.is_valid() else None
        return Month.of(asked) if asked and asked.year >= 2000 and Month.of(asked).first <= today.first else today
