"""The operator reads; what a municipality says of itself it writes itself."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from municipalities.models import AttractionFactor


@admin.register(AttractionFactor)
class FactorAdmin(admin.ModelAdmin[AttractionFactor]):
    list_display = ("name", "municipality", "category", "state", "checked_on")
    list_filter = ("state", "category")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
