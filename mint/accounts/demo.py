"""Demo people: one click to sign in as each role, in demo mode only."""

from django.conf import settings
from django.db import models

from mint.accounts.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def people() -> "models.QuerySet[User]":
    """Those whom one may become; nobody where demo mode is off."""
    found = User.objects.filter(is_demo=True, is_active=True)
    return found.order_by("id") if settings.DEMO else found.none()
