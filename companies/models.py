"""What a company tells of itself; its name, business ID and industry are the organisation's."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from companies.querysets import CompanyProfileQuerySet
from companies.states import CompanyForm, Size, size_of
from mint import clock
from mint.isolation.constraints import Isolated
from mint.isolation.rules import any_of, coordinated, seen_by, through, written_by
from mint.tenancy.models import Organisation

HERE = through("tenancy_organisation", "organisation_id", coordinated("parent.municipality_id"))


class CompanyProfile(models.Model):
    """One per company. `size` follows from the figures whenever they are written."""

    created_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)
    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="profile")
    company_form = models.CharField(max_length=10, choices=CompanyForm.choices, default=CompanyForm.LIMITED)
    employees = models.PositiveIntegerField(null=True, blank=True)
    turnover = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True, help_text="EUR a year.")
    balance = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True, help_text="EUR, total.")
    size = models.CharField(max_length=10, choices=Size.choices, blank=True, editable=False)
    description = models.TextField(max_length=2000, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="fi")
    is_listed = models.BooleanField(default=False, help_text="Agreed to be in the public directory.")

    objects = CompanyProfileQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation"], condition=Q(is_listed=True), name="profile_listed")]
        constraints = [
            models.CheckConstraint(condition=Q(size__in=["", *Size.values]), name="company_size_known"),
            models.CheckConstraint(condition=Q(company_form__in=CompanyForm.values), name="company_form_known"),
            Isolated(
                name="company_profile_isolated",
                read=any_of("is_listed", seen_by(), HERE),
                insert=written_by(),
                update=written_by(),
            ),
        ]

    def __str__(self) -> str:
        return self.organisation.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.size = size_of(self.employees, self.turnover, self.balance)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("companies:detail", args=[self.organisation_id, self.organisation.slug])
