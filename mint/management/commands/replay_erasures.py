"""After a database was restored: make it forget again whom the ledger names."""

from typing import Any

from django.core.management.base import BaseCommand

from mint.isolation import context
from mint.privacy import erasing, ledger


class Command(BaseCommand):
    help = "Erase again everybody who was erased after the restored backup was made. A second run finds nothing to do."

    def handle(self, *args: Any, **options: Any) -> None:
        with context.system("replay_erasures"):
            count, strange = erasing.replay()
        self.stdout.write(f"{count} erased again.")
        for line in strange:
            self.stderr.write(f"Account {line.user} is not the one erased at {line.at}: left as it is.")
        if cut := ledger.unreadable():
            self.stderr.write(f"{cut} lines of the ledger cannot be read.")
