"""What the owner tells the public beside plan and result: what it cost, whom to ask, and on which terms it may be used."""

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models

from experiments.states import DECIDED, Licence


class Told(models.Model):
    """Columns of an experiment. Nothing is taken from the plan: the owner writes what is to be public."""

    cost = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)],
        help_text="What it cost, work included; the budget of the plan stays with the parties.",
    )  # fmt: skip
    contact = models.CharField(max_length=120, blank=True, help_text="The unit or role that answers questions.")
    contact_email = models.EmailField(blank=True)
    licence = models.CharField(max_length=10, choices=Licence.choices, blank=True)

    state: Any

    class Meta:
        abstract = True

    @property
    def is_finished(self) -> bool:
        """Is there a decision, so that the whole of it may be told?"""
        return self.state in DECIDED
