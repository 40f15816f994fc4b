"""What a company tells of itself, the directory's filter, and asking to join."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from companies.models import CompanyProfile
from companies.states import CompanyForm
from mint.fields import NumberField
from mint.places.models import Municipality
from mint.tenancy.forms import BusinessIdField


class ProfileForm(forms.Form):
    company_form = forms.ChoiceField(label=_("Company form"), choices=CompanyForm.choices)
    employees = forms.IntegerField(
        label=_("Number of employees"),
        help_text=_("As full-time employees over a year. The size class is counted from these figures."),
        min_value=0,
        max_value=1_000_000,
        required=False,
    )
    turnover = NumberField(
        label=_("Turnover, euros a year"), min_value=0, max_digits=12, decimal_places=2, required=False
    )
    balance = NumberField(
        label=_("Balance sheet total, euros"), min_value=0, max_digits=12, decimal_places=2, required=False
    )
    description = forms.CharField(
        label=_("What the company does"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    language = forms.ChoiceField(label=_("Language of the text"), choices=settings.LANGUAGES)
    website = forms.URLField(
        label=_("Website"), max_length=200, required=False, assume_scheme="https",
        widget=forms.URLInput(attrs={"autocomplete": "url"}),
    )  # fmt: skip
    is_listed = forms.BooleanField(
        label=_("The company may be shown in the public directory"),
        help_text=_("Name, municipality, industry, form, size class, description and website. Never the figures."),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @classmethod
    def initial_of(cls, profile: CompanyProfile | None, website: str) -> dict[str, Any]:
        if profile is None:
            return {"version": 0, "website": website, "language": "fi"}
        names = [name for name in cls.base_fields if name != "website"]
        return {"website": website, **{name: getattr(profile, name) for name in names}}


class DirectoryFilter(forms.Form):
    kunta = forms.ModelChoiceField(
        label=_("Municipality"),
        queryset=Municipality.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label=_("All municipalities"),
    )


class JoinForm(forms.Form):
    """Which company, and who one is to it."""

    business_id = BusinessIdField(
        help_text=_("Seven digits, a hyphen and a check digit. You find it in any of your invoices.")
    )
    message = forms.CharField(
        label=_("Message to the owners"),
        help_text=_("Tell who you are and what you do in the company."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
