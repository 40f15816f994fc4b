"""Reads one delivery report from standard input: where the mail server pipes what comes back to the sender's address."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from mint.isolation import context
from mint.outbox import bounces


class Command(BaseCommand):
    help = "Note a mail that came back: reads a delivery report (RFC 3464) from standard input."

    def handle(self, *args: Any, **options: Any) -> None:
        """Quiet about what is no report of ours: a mail server would return an error to the reporter."""
        found = bounces.read(sys.stdin.buffer.read())
        if found is None:
            self.stdout.write("No delivery report of ours.")
            return
        with context.system("outbox.bounce"):
            known = bounces.note(found)
        self.stdout.write(f"{found.key}: {found.status}{'' if known else ', not known'}")
