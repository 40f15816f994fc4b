"""What a plan lays down beforehand: what is tried and what it rests on, its decision rule, money and rights."""

from typing import Any

from django.db import models

from experiments.states import FROZEN, Across, Aid, Basis, Kind, Rights


class Terms(models.Model):
    """Columns of an experiment, frozen with its plan."""

    kind = models.CharField(max_length=13, choices=Kind.choices, blank=True)
    riskiest = models.TextField(max_length=1000, blank=True, help_text="What must be true, and is known the least.")
    recruiting = models.TextField(max_length=1000, blank=True, help_text="How those who take part are found.")
    risks = models.TextField(max_length=1500, blank=True, help_text="What may go wrong, and what is done then.")
    communication = models.TextField(max_length=1000, blank=True, help_text="Who is told what, and when.")
    funding = models.TextField(max_length=500, blank=True, help_text="Where the money comes from.")
    rule_basis = models.CharField(max_length=10, choices=Basis.choices, default=Basis.SMALLEST)
    rule_across = models.CharField(max_length=5, choices=Across.choices, default=Across.EVERY)
    rule_guarded = models.BooleanField(
        default=True, help_text="A limit that was passed: nothing is supported without a doubt."
    )
    aid_basis = models.CharField(max_length=20, choices=Aid.choices, blank=True)
    rights = models.CharField(max_length=10, choices=Rights.choices, blank=True)
    rights_text = models.TextField(max_length=1000, blank=True, help_text="What was agreed on rights and data.")
    public_summary = models.TextField(max_length=1500, blank=True, help_text="What is tried, for everybody.")

    state: Any
    plan_hash: Any

    class Meta:
        abstract = True

    @property
    def is_frozen(self) -> bool:
        """Is the plan the one that was sent to review, and its checksum that of what everybody reads?"""
        return self.state in FROZEN and bool(self.plan_hash)
