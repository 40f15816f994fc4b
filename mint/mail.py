"""Render a message in the recipient's language: emails/<kind>/{subject,body}.txt, and HTML around the same text."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.utils import translation

from mint import clock
from mint.outbox.models import Mail

# Finnish first, also for a recipient whose language is not known.
DEFAULT_LANGUAGE = "fi"


def compose(
    kind: str,
    to: str,
    context: Mapping[str, Any],
    *,
    language: str = DEFAULT_LANGUAGE,
    undo_key: UUID | None = None,
) -> Mail:
    """A Mail ready for `outbox.queue.send`. `context` may hold `url`: the one thing to do."""
    with translation.override(language):
        values = {**context, "language": language}
        subject = " ".join(render_to_string(f"emails/{kind}/subject.txt", values).split())
        text = render_to_string(f"emails/{kind}/body.txt", values).strip() + "\n"
        html = render_to_string(
            [f"emails/{kind}/body.html", "emails/_body.html"],
            {**values, "subject": subject, "text": text},
        )
    return Mail(
        kind=kind,
        to=to,
        language=language,
        subject=subject[:300],
        text=text,
        html=html,
        undo_key=undo_key,
        not_before=clock.now(),
    )
