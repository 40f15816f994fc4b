"""What is too old goes; with --preview it is only counted."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from mint.isolation import context
from mint.privacy import retention


class Command(BaseCommand):
    help = "Follow the rules of retention now, as the nightly job does; --preview only counts. Holds are kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--preview", action="store_true", help="Delete nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("en"), context.system("retention"):
            if options["preview"]:
                for rule, count in retention.preview():
                    self.stdout.write(f"{count:8}  {rule.words}")
            else:
                for key, count in retention.follow().items():
                    self.stdout.write(f"{count:8}  {key}")
