"""Who sees what the partners were asked and what they answered."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from mint.actor import Actor
from reports.models import Report
from reports.querysets import seen_by

if TYPE_CHECKING:
    from reports.approvals.models import Approval, Asking  # named in quotes below


class PartnerAskingQuerySet(models.QuerySet["Asking"]):
    def visible_to(self, actor: Actor) -> Self:
        """As the report."""
        if actor.is_system:
            return self.all()
        return self.filter(report__in=Report.objects.visible_to(actor).values("pk"))


class ApprovalQuerySet(models.QuerySet["Approval"]):
    def visible_to(self, actor: Actor) -> Self:
        """A partner its own; those whose the report is all of them."""
        if actor.is_system:
            return self.all()
        return self.filter(Q(organisation_id__in=actor.organisation_ids) | seen_by(actor, "report__"))
