"""The operator's way to give a new installation the indicators that its reports count, and a running one new names."""

from typing import Any

from django.core.management.base import BaseCommand

from mint.isolation import context
from reports import catalogue


class Command(BaseCommand):
    help = "Enter the catalogue of indicators, or bring their names up to date; harmless when run again."

    def handle(self, *_args: Any, **_options: Any) -> None:
        with context.system("operator.indicators"):
            count = len(catalogue.ensure())
        self.stdout.write(f"{count} indicators are in the catalogue.")
