"""Looking for a tag by typing, and deciding on one."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FindTagForm(forms.Form):
    tagi = forms.CharField(
        label=_("Look for a tag"),
        help_text=_("For example: recycling"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    @property
    def words(self) -> str:
        return str(self.cleaned_data["tagi"]) if self.is_valid() else ""


class DecideForm(forms.Form):
    """`accept` or `refuse` one concept, or accept `all` that are named."""

    accept = forms.CharField(required=False, max_length=80)
    refuse = forms.CharField(required=False, max_length=80)
    all = forms.BooleanField(required=False)
