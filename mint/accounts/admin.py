from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from mint.accounts.models import User
from mint.operators import ReadOnlyAdmin


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    """People: whether they may sign in is all that an operator decides of them."""

    list_display = ("email", "name", "is_active", "is_staff", "last_login")
    fields = ("email", "name", "language", "is_active", "is_staff", "last_login")
    readonly_fields = ("email", "name", "language", "is_staff", "last_login")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_view_permission(request, obj)
