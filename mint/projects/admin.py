from django.contrib import admin

from mint.operators import OperatorAdmin
from mint.projects.models import FunderProfile, Partner, Period, Project


@admin.register(FunderProfile)
class FunderProfileAdmin(OperatorAdmin):
    list_display = ("key", "sentence_fi")


@admin.register(Project)
class ProjectAdmin(OperatorAdmin):
    list_display = ("code", "short_name", "planned_start_on", "planned_end_on")


@admin.register(Partner)
class PartnerAdmin(OperatorAdmin):
    list_display = ("project", "organisation", "part")


@admin.register(Period)
class PeriodAdmin(OperatorAdmin):
    list_display = ("project", "number", "starts_on", "ends_on", "due_on")
