"""allauth's form for a new key, as a passkey: it signs in alone unless one says otherwise."""

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _


class PasskeyForm(AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
        self.fields["name"].help_text = _("So that you know later which phone or computer it is in.")
        alone = self.fields["passwordless"]
        alone.initial = True
        alone.label = _("It signs me in alone, without a password")
        alone.help_text = _("Leave this out for an old security key that has no PIN: it is then a second step only.")
