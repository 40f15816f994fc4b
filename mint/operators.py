"""The operator's admin: configuration may be written, domain rows only read, and row security binds them as anybody."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest


def is_operator(request: HttpRequest) -> bool:
    user: Any = request.user
    return bool(user.is_active and user.is_staff)


class OperatorAdmin(admin.ModelAdmin[models.Model]):
    """Configuration that an operator keeps: no per-model permissions to hand out."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_operator(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_operator(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_operator(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_operator(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnlyAdmin(OperatorAdmin):
    """Domain rows: what row security shows an operator, which is what is public."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
