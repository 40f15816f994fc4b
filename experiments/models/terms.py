"""What a plan lays down beforehand: its decision rule, the basis of aid, and whose the results are."""

from django.db import models

from experiments.states import Across, Aid, Basis, Rights


class Terms(models.Model):
    """Columns of an experiment, frozen with its plan."""

    rule_basis = models.CharField(max_length=10, choices=Basis.choices, default=Basis.SMALLEST)
    rule_across = models.CharField(max_length=5, choices=Across.choices, default=Across.EVERY)
    rule_guarded = models.BooleanField(
        default=True, help_text="A limit that was passed: nothing is supported without a doubt."
    )
    aid_basis = models.CharField(max_length=20, choices=Aid.choices, blank=True)
    rights = models.CharField(max_length=10, choices=Rights.choices, blank=True)
    rights_text = models.TextField(max_length=1000, blank=True, help_text="What was agreed on rights and data.")
    public_summary = models.TextField(max_length=1500, blank=True, help_text="What is tried, for everybody.")

    class Meta:
        abstract = True
