"""The operator's way to give a new installation the indicators that its reports count, and a running one new names."""

from typing import Any

from django.core.management.base import BaseCommand

from mint.isolation import context
from reports.counting import catalogue
from reports.sections import catalogue as templates


class Command(BaseCommand):
    help = "Enter the catalogue of indicators and the templates of reports, or bring them up to date; harmless when run again."

    def handle(self, *_args: Any, **_options: Any) -> None:
        with context.system("operator.indicators"):
            count, kinds = len(catalogue.ensure()), len(templates.ensure())
        self.stdout.write(f"{count} indicators and {kinds} templates of reports are in the catalogue.")
