"""Is the audit trail what was written? The same look as the nightly job's, by hand."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mint.audit import sealing
from mint.audit.models import Seal
from mint.isolation import context


class Command(BaseCommand):
    help = "Verify the hash chains of the audit trail, and name the first broken row of each organisation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organisation", type=int, help="id; without it every chain is verified")

    def handle(self, *_args: Any, organisation: int | None, **_options: Any) -> None:
        with context.system("operator.audit_verify"):
            found = sealing.breaks(organisation) if Seal.objects.exists() else []
            sealing.seal(everything=True)
            seals = Seal.objects.all() if organisation is None else Seal.objects.filter(organisation_id=organisation)
            chains = seals.values("organisation_id").distinct().count()
        if found:
            raise CommandError("The audit trail is broken: " + "; ".join(map(str, found)))
        self.stdout.write(f"The audit trail is whole: {chains} chains.")
