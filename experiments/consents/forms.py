"""A version of the text, who agreed to it, and a consent taken back."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from experiments.consents.actions import Withdrawal
from experiments.consents.models import LONGEST, ConsentText
from experiments.consents.states import CODE, Fate
from experiments.forms import area
from mint import clock
from mint.fields import DayField, choices_of

MOST_CODES = 100


class TextForm(forms.Form):
    """In one language; `text` begins from the newest version."""

    language = forms.ChoiceField(label=gettext_lazy("Language of the text"), choices=settings.LANGUAGES)
    text = forms.CharField(
        label=gettext_lazy("What the participant is told and agrees to"),
        help_text=gettext_lazy(
            "Who asks and why, what is collected, how long it is kept and who sees it, that it may be taken back at any time, "
            "and what then becomes of the data."
        ),
        max_length=LONGEST,
        widget=area(14),
    )


class PastDayField(DayField):
    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day and day > clock.today():
            raise forms.ValidationError(_("The day has not come yet."), code="day")
        return day


class GivenForm(forms.Form):
    """Codes of one or many, to one version."""

    text = forms.TypedChoiceField(label=gettext_lazy("Which text was agreed to?"), coerce=int)
    codes = forms.CharField(
        label=gettext_lazy("Codes of the participants"),
        help_text=gettext_lazy(
            "A code that only you can connect to a person, such as P07. No names, addresses or birthdays. Several are "
            "separated by spaces."
        ),
        max_length=2000,
    )
    given_on = PastDayField(label=gettext_lazy("Day of the consent"))

    def __init__(self, data: Any = None, *, texts: Sequence[ConsentText]) -> None:
        super().__init__(data, initial={"given_on": clock.today()})
        choices_of(self, "text", [(each.pk, str(each)) for each in texts])

    def clean_codes(self) -> list[str]:
        codes = [code for code in re.split(r"[\s,;]+", self.cleaned_data["codes"]) if code]
        if wrong := [code for code in codes if not re.fullmatch(CODE, code)]:
            text = _("A code has from 1 to 20 letters, digits and hyphens: %(code)s is none.")
            raise forms.ValidationError(text, params={"code": wrong[0][:40]}, code="code")
        if not codes or len(codes) > MOST_CODES:
            raise forms.ValidationError(_("Write from one to a hundred codes."), code="number")
        return [code.upper() for code in codes]


class WithdrawalForm(forms.Form):
    code = forms.ChoiceField(label=gettext_lazy("Code of the participant"))
    withdrawn_on = PastDayField(label=gettext_lazy("Day on which it was taken back"))
    fate = forms.ChoiceField(
        label=gettext_lazy("What was done with the data?"), choices=Fate.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("Such as where the data was deleted. No names."),
        max_length=300,
        required=False,
    )

    def __init__(self, data: Any = None, *, codes: Sequence[str], code: str = "") -> None:
        super().__init__(data, initial={"withdrawn_on": clock.today(), "code": code})
        choices_of(self, "code", [(each, each) for each in codes])

    @property
    def withdrawal(self) -> Withdrawal:
        data = self.cleaned_data
        return Withdrawal(data["withdrawn_on"], Fate(data["fate"]), data["note"])
