"""allauth's hooks: its mails go through the outbox, in the reader's language, like all others."""

from typing import Any, NamedTuple
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ReauthenticationRequired
from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mint.accounts.models import User
from mint.accounts.proofs import proved_lately
from mint.outbox.models import Mail
from mint.outbox.queue import send


class Site(NamedTuple):
    name: str
    domain: str


class AccountAdapter(DefaultAccountAdapter):
    def clean_email(self, email: str) -> str:
        """Names that lead nowhere are the erased ones' (RFC 2606)."""
        cleaned = str(super().clean_email(email))
        if cleaned.lower().rpartition(".")[2] == "invalid":
            raise forms.ValidationError(_("Enter an e-mail address that reaches you."), code="invalid")
        return cleaned

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        user = context.get("user")
        language = user.language if isinstance(user, User) else (get_language() or "fi")[:2]
        message = self.render_mail(template_prefix, email, self._with_own_address(context))
        html = next((body for body, _mime in getattr(message, "alternatives", [])), "")
        send(
            Mail(
                kind=template_prefix.rpartition("/")[2],
                to=email,
                language=language,
                subject=message.subject[:300],
                text=message.body,
                html=html,
            )
        )

    def _with_own_address(self, words: dict[str, Any]) -> dict[str, Any]:
        """Links of a mail lead to SITE_URL, whatever host the request was sent to."""
        asked = self.request.build_absolute_uri("/").rstrip("/") if self.request else settings.SITE_URL
        here = {
            name: f"{settings.SITE_URL}{value.removeprefix(asked)}"
            for name, value in words.items()
            if isinstance(value, str) and value.startswith(f"{asked}/")
        }
        return words | here | {"current_site": Site(name="MINT", domain=urlsplit(settings.SITE_URL).netloc)}

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """As `reauthenticated` asks: allauth alone would let through whoever has neither password nor second factor."""
        if proved_lately(context.request, context.request.user):
            return False
        raise ReauthenticationRequired

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """allauth's; the demo's click; and for whoever has no other way, signing in again."""
        if not user.is_authenticated:
            return []
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        own = {"id": "confirm", "description": "", "url": reverse("accounts:confirm")}
        return [own] if not ways or (settings.DEMO and user.is_demo) else ways
