"""Mails that come back: what a mail server's delivery report (RFC 3464) says, and the row it is about."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.policy import default
from typing import NamedTuple
from uuid import UUID

from mint import clock
from mint.outbox.models import Mail

OURS = re.compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@mint>")
RETURNED = {"message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"}


class Bounce(NamedTuple):
    """Of our mail of this key; `status` is the report's own code, such as `5.1.1`."""

    key: UUID
    status: str


def read(report: bytes) -> Bounce | None:
    """The mail that could not be delivered for good; None for a delay, a receipt, or anything that is no report of ours."""
    message = message_from_bytes(report, policy=default)
    status = next((code for code in _statuses(message) if code.startswith("5.")), "")
    key = next(_keys(message), None)
    return Bounce(key, status) if key and status else None


def _statuses(message: Message) -> Iterator[str]:
    """Of each recipient for whom the delivery failed."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for block in part.get_payload():
            if isinstance(block, Message) and str(block.get("Action", "")).strip().lower() == "failed":
                yield str(block.get("Status", "")).strip()


def _keys(message: Message) -> Iterator[UUID]:
    """From the header of the mail that is returned with the report."""
    for part in message.walk():
        if part.get_content_type() in RETURNED:
            content = part.get_payload()
            first = content[0] if isinstance(content, list) and content else content
            text = first.as_string() if isinstance(first, Message) else str(first)
            yield from (UUID(found) for found in OURS.findall(text))


def note(bounce: Bounce) -> bool:
    """Keep that it came back. False where the mail is not known any more. Runs as mint_system."""
    known = Mail.objects.filter(key=bounce.key)
    return bool(known.update(failed_at=clock.now(), error=f"returned: {bounce.status}"[:500]))
