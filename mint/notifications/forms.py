from django import forms
from django.utils.translation import gettext_lazy as _


class CalendarForm(forms.Form):
    """What a new address shows."""

    has_names = forms.BooleanField(
        label=_("Tell in the calendar what each duty is about"),
        help_text=_(
            "Such as the name of an experiment that is not public yet. Leave it out where others see your calendar, or "
            "where a company outside keeps it."
        ),
        required=False,
    )
