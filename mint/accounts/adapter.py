"""allauth's hooks: its mails go through the outbox, in the reader's language, like all others."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.utils.translation import get_language

from mint.accounts.models import User
from mint.outbox.models import Mail
from mint.outbox.queue import send


class AccountAdapter(DefaultAccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        user = context.get("user")
        language = user.language if isinstance(user, User) else (get_language() or "fi")[:2]
        message = self.render_mail(template_prefix, email, context)
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
