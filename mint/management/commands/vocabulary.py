"""Our own concepts, brought to the database."""

from typing import Any

from django.core.management.base import BaseCommand

from mint.isolation import context
from mint.vocabulary import builtin, importing


class Command(BaseCommand):
    help = "Enter the built-in vocabulary (mint/vocabulary/data), or bring it up to date; harmless when run again."

    def handle(self, *_args: Any, **_options: Any) -> None:
        entries = builtin.entries()
        with context.system("operator.vocabulary"):
            changed = importing.put(entries)
        self.stdout.write(f"{len(entries)} concepts of our own; {changed} schemes changed.")
