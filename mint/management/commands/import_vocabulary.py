"""The operator's way to bring the General Finnish Ontology, or another edition of it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mint.isolation import context
from mint.vocabulary import files, importing
from mint.vocabulary.entries import BrokenFileError
from mint.vocabulary.schemes import BUILT_IN, Scheme


class Command(BaseCommand):
    help = (
        "Import concepts with their Finnish, Swedish and English names: tab-separated (concept, fi, sv, en) or SKOS as "
        "Turtle or RDF/XML. Replaces what the scheme had before; nothing happens when the file is the same."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        choices = [scheme.value for scheme in Scheme if scheme not in BUILT_IN]
        parser.add_argument("--scheme", choices=choices, default=Scheme.YSO)

    def handle(self, *_args: Any, file: Path, scheme: str, **_options: Any) -> None:
        self.stdout.write(f"reading {file.name}")
        try:
            entries = files.read(file, scheme)
        except (BrokenFileError, OSError) as error:
            raise CommandError(f"Nothing was imported: {error}") from error
        with context.system("operator.import_vocabulary"):
            changed = importing.put(entries, say=self.stdout.write)
        self.stdout.write(f"{len(entries)} concepts." if changed else f"{len(entries)} concepts, as they were.")
