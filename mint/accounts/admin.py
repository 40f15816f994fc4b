from typing import Any

from allauth.usersessions.models import UserSession
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

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Who may not sign in any more is signed out everywhere, and stays so when they may again."""
        super().save_model(request, obj, form, change)
        if not obj.is_active:
            for session in UserSession.objects.filter(user=obj):
                session.end()
