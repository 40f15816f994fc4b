"""Whose the text is, and who confirms it."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from mint.fields import rows_of
from mint.places.models import Municipality
from mint.tenancy.actions import company_of
from mint.tenancy.forms import BusinessIdField
from mint.tenancy.models import Organisation
from mint.tenancy.roles import Kind


class WhoseForm(forms.Form):
    """A company of the municipality, or one that is not in MINT; and the contact, whom the link is mailed to."""

    company = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Company in MINT"),
        required=False,
        empty_label=_("The company is not in MINT yet"),
    )
    company_name = forms.CharField(
        label=_("Name of the company"),
        help_text=_("If it is not on the list above."),
        required=False,
        max_length=200,
    )
    business_id = BusinessIdField(help_text=_("If you know it."), required=False)
    contact_name = forms.CharField(label=_("Contact person"), max_length=120)
    contact_email = forms.EmailField(
        label=_("Contact's e-mail address"),
        help_text=_("The link to confirm is sent there when you say so. Ask the contact first."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("Language of the text and the message"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, municipality: Municipality | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.municipality = municipality
        rows = Organisation.objects.filter(kind=Kind.COMPANY, municipality=municipality)
        rows_of(self, "company", rows.order_by("name"))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("company") is None and data.get("business_id"):
            data["company"] = self._known(data["business_id"])
        if company := data.get("company"):
            data |= {"company_name": company.name, "business_id": company.business_id}
        elif not data.get("company_name") and not self.errors:
            self.add_error("company_name", _("Choose a company, or give the name of one that is not in MINT."))
        return data

    def _known(self, business_id: str) -> Organisation | None:
        """Its home municipality would review the challenge: another one's coordinator does not write for it."""
        found = company_of(business_id)
        if found is None or found.municipality == self.municipality:
            return found
        self.add_error("business_id", _("This company is in MINT, and its home is another municipality."))
        return None


class NumberForm(forms.Form):
    """What the company's reader adds where the coordinator did not know it: as when a company is registered."""

    business_id = BusinessIdField(
        help_text=_("Seven digits, a hyphen and a check digit. You find it in any of your invoices.")
    )


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("Why do you not confirm it?"),
        help_text=_("In a sentence. The coordinator reads it."),
        min_length=3,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "textarea"}),
    )
