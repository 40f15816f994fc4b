"""Input of the yearly review."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mint import clock
from mint.fields import choices_of, needed_to
from reports.yearly.models import LONGEST, YearReview
from reports.yearly.states import FIRST

LATEST = 10  # years to choose from


class BeginForm(forms.Form):
    """Which year; the last one first."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this = clock.today().year
        years = range(this, max(FIRST, this - LATEST) - 1, -1)
        choices_of(self, "year", [(year, str(year)) for year in years])
        self.fields["year"].initial = this - 1


class WriteForm(forms.Form):
    summary = forms.CharField(
        label=_("What the year was like"),
        max_length=LONGEST,
        required=False,
        help_text=_("For the council and the residents: what was tried, what came of it, what was learned."),
        widget=forms.Textarea(attrs={"rows": 8, "class": "textarea"}),
    )
    next_year = forms.CharField(
        label=_("What comes next"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "class": "textarea"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        needed_to(self, "summary", _("needed for confirming"))

    @classmethod
    def of(cls, review: YearReview) -> "WriteForm":
        """The form of the row as it is now."""
        said = {"summary": review.summary, "next_year": review.next_year}
        return cls(initial={**said, "version": review.version})


class MoveForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(required=False, max_length=1000)
