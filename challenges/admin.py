from django.contrib import admin

from challenges.models import Challenge
from mint.operators import ReadOnlyAdmin


@admin.register(Challenge)
class ChallengeAdmin(ReadOnlyAdmin):
    list_display = ("title", "state", "organisation", "published_at")
