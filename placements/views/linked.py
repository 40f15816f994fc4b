"""The challenge and the experiment that a placement belongs to: named only to those who may open their pages."""

from typing import Any

from django.db.models import Prefetch

from challenges.models import Challenge
from experiments.models import Experiment
from mint.actor import Actor


def links(actor: Actor, path: str = "") -> list[Any]:
    """To prefetch; what the reader may not see becomes None."""
    return [
        Prefetch(f"{path}challenge", Challenge.objects.visible_to(actor)),
        Prefetch(f"{path}experiment", Experiment.objects.visible_to(actor)),
    ]
