"""The part of one organisation in one experiment, its owner's among them."""

from django.db import models
from django.db.models import Q

from experiments.models import Experiment
from experiments.parties.querysets import PartyRoleQuerySet
from experiments.parties.rules import CHANGE, DELETE, INSERT, READ, SAY
from experiments.states import Part
from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.tenancy.models import Organisation


class PartyRole(models.Model):
    """`member` is whose part it is: the owner, or a party of the experiment."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    experiment = models.ForeignKey(Experiment, models.CASCADE, related_name="party_roles")
    member = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part.choices)
    does = models.CharField(max_length=200, blank=True, help_text="What it does, in its own words.")

    objects = PartyRoleQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["experiment", "member"], name="party_role_once"),
            models.CheckConstraint(condition=Q(part__in=Part.values), name="party_role_known"),
            TenantKey(name="party_role_of_own_experiment", parent="experiment"),
            Isolated(name="party_role_isolated", read=READ, insert=INSERT, update=CHANGE, changed=SAY, delete=DELETE),
        ]

    def __str__(self) -> str:
        return str(self.get_part_display())
