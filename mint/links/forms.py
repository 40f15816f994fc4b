"""Who wrote: asked after the text, not before."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mint.tenancy.forms import CompanyForm


class ContactForm(CompanyForm):
    """The address that the code is sent to, and the company as at its registration."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We send a code there. With it you sign in; no password is needed."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    person = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    field_order: tuple[str, ...] = ("email", "person", "business_id", "name", "municipality", "industry")
