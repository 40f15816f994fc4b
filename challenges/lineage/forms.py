"""Copying, merging and splitting: what is typed."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.lineage.states import FEWEST_PARTS, MOST_PARTS

REASON = {"rows": 3, "class": "textarea"}
NUMBER = re.compile(r"(?:^|/)(\d{1,18})(?=-|/|\?|#|$)")


class CopyForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)


class KeptForm(forms.Form):
    """Which one is kept: its number, or the address of its page."""

    kohde = forms.CharField(
        label=_("Address or number of the challenge that is kept"),
        help_text=_("Open the other challenge and copy its address, for example …/haasteet/123-otsikko/."),
        max_length=300,
    )

    def clean_kohde(self) -> int:
        numbers = NUMBER.findall(str(self.cleaned_data["kohde"]).strip())
        if not numbers:
            raise forms.ValidationError(_("Give the address of a challenge, or its number."), code="unknown")
        return int(numbers[-1])


def _reason(help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=_("Reason"), help_text=help_text, min_length=3, max_length=1000, widget=forms.Textarea(attrs=REASON)
    )


class MergeForm(forms.Form):
    reason = _reason(_("The owner reads it. Of a public challenge everybody does who opens its old address."))


class SplitForm(forms.Form):
    """A title for each part; the further ones may be left empty."""

    reason = _reason(_("The owner reads it: why, and what belongs to which part."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields.pop("reason")
        for number in range(1, MOST_PARTS + 1):
            self.fields[f"title_{number}"] = forms.CharField(
                label=_("Title of part %(n)s") % {"n": number}, max_length=120, required=number <= FEWEST_PARTS
            )
        self.fields["reason"] = reason

    @property
    def titles(self) -> list[str]:
        given = (self.cleaned_data[f"title_{number}"] for number in range(1, MOST_PARTS + 1))
        return [title for title in given if title]
