"""The demonstration: the real project's frame, and fictional people, companies and work in it."""

from argparse import ArgumentParser
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation

from mint.isolation import context
from mint.management.seeding import World
from mint.tenancy.models import Organisation

SEEDS = (
    "mint.places.seed",
    "mint.tenancy.seed",
    "mint.signon.seed",
    "mint.projects.seed",
    "municipalities.seed",
    "companies.seed",
    "challenges.seed",
    "challenges.questions.seed",
    "challenges.sharing.seed",
    "challenges.behalf.seed",
    "challenges.proposals.seed",
    "challenges.curation.seed",
    "challenges.lineage.seed",
    "challenges.tagging.seed",
    "mint.matching.seed",
    "mint.matching.seed_choices",
    "experiments.seed",
    "experiments.hours.seed",
    "experiments.patterns.seed",
    "experiments.staging.seed",
    "experiments.sensing.seed",
    "experiments.replication.seed",
    "experiments.follow_up.seed",
    "experiments.learning.seed",
    "experiments.shelf.seed",
    "experiments.purchasing.seed",
    "experiments.diary.seed",
    "experiments.errands.seed",
    "experiments.consents.seed",
    "experiments.parties.seed",
    "mint.discussion.seed",
    "placements.seed",
    "challenges.seed_effort",
    "challenges.evaluation.seed",
    "reports.seed",
    "reports.yearly.seed",
    "reports.changes.seed",
    "reports.inquiries.seed",
    "reports.authority.seed",
    "reports.dossier.seed",
    "reports.cockpit.seed",
    "mint.search.seed",
)


class Command(BaseCommand):
    help = "Fill an empty database with demo data (fictional people and companies). Does nothing the second time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--only", help="Run the seeds up to and with this module.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("DEMO is off: demo people could sign in with one click, so there is no demo data.")
        with context.system("seed_demo"):
            if Organisation.objects.filter(is_demo=True).exists():
                self.stdout.write("The demo data is there already.")
                return
            with transaction.atomic(), translation.override("fi"):
                self.seed(World(), options.get("only"))

    def seed(self, world: World, last: str | None) -> None:
        for name in SEEDS:
            if find_spec(name) is not None:
                self.stdout.write(f"  {name}")
                import_module(name).seed(world)
            if name == last:
                return
