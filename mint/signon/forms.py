"""What owners type about their own sign-in, and what a visitor types to be sent to it."""

from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from mint.signon.models import DOMAIN


class ProviderForm(forms.Form):
    server_url = forms.URLField(
        label=_("Address of your sign-in service (issuer)"),
        help_text=_(
            "Your administrator knows it. It begins with https, and its OpenID Connect configuration is under it."
        ),
        assume_scheme="https",
    )
    client_id = forms.CharField(
        label=_("Client ID"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    secret = forms.CharField(
        label=_("Client secret"),
        required=False,
        help_text=_("It is kept sealed and never shown. Leave it empty to keep the one that is there."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    is_on = forms.BooleanField(label=_("Our people may sign in this way"), required=False)

    def clean_server_url(self) -> str:
        url = str(self.cleaned_data["server_url"])
        if urlsplit(url).scheme not in ({"https", "http"} if settings.SIGNON_ALLOWS_HTTP else {"https"}):
            raise forms.ValidationError(_("The address has to begin with https."))
        return url


class DomainForm(forms.Form):
    name = forms.CharField(
        label=_("E-mail domain"),
        max_length=120,
        help_text=_("What comes after the @ in your people's addresses. An operator confirms it before it works."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"]).strip().lower().removeprefix("@")
        DOMAIN(name)
        return name


class FindForm(forms.Form):
    email = forms.EmailField(
        label=_("Your work e-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
