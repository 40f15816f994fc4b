"""The operator reads placements; applications are the parties' own and not shown here."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from placements.models import Placement


@admin.register(Placement)
class PlacementAdmin(admin.ModelAdmin[Placement]):
    list_display = ("title", "kind", "organisation", "municipality", "state", "apply_by")
    list_filter = ("state", "kind")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
