"""Is a folder of a report what its manifest says?"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports.documents.verifying import verify


class Command(BaseCommand):
    help = (
        "Compute a report's manifest again: the hashes of its files, its canonical JSON, and each figure as the sum "
        "of its rows. Reads the folder only; names every difference."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("--sha256", default="", metavar="HEX", help="the checksum that the report's page shows")

    def handle(self, *_args: Any, folder: Path, sha256: str, **_options: Any) -> None:
        found = verify(folder, sha256)
        if found.differences:
            raise CommandError("The report differs: " + "; ".join(found.differences) + ".")
        self.stdout.write(
            f"The report is whole: {found.files} files, {found.figures} figures, {found.rows} rows; "
            f"the manifest's SHA-256 is {found.sha256}."
        )
