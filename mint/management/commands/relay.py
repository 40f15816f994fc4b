"""The relay process: takes due rows from the outbox to the queue and the mail server, until stopped."""

import signal
import time
from argparse import ArgumentParser
from typing import Any

import structlog
from django.core.management.base import BaseCommand
from django.db import DatabaseError

from mint.celery import publish
from mint.isolation import context
from mint.outbox import relay

log = structlog.get_logger(__name__)
PAUSE, LONGEST_PAUSE = 0.3, 10.0


class Command(BaseCommand):
    help = "Relay the outbox: jobs to the queue, mails to the mail server."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="One round, then stop.")

    def handle(self, *args: Any, once: bool = False, **options: Any) -> None:
        self.going = True
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: setattr(self, "going", False))
        pause = PAUSE
        while self.going:
            pause = PAUSE if self.round() else min(pause * 2, LONGEST_PAUSE)
            if once:
                return
            time.sleep(pause)

    def round(self) -> bool:
        """One round; False when the database or the queue did not answer (the rows stay, nothing is lost)."""
        try:
            with context.system("outbox.relay"):
                relay.relay_jobs(publish)
                relay.relay_mails()
        except (OSError, DatabaseError) as error:
            log.warning("relay.waiting", error=str(error))
            return False
        return True
