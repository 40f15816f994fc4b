"""An abstract attachment: each app has its own table and policy."""

import uuid

from django.conf import settings
from django.db import models

from mint import clock
from mint.files.scanning import Quarantine


def private_path(attachment: "Attachment", name: str) -> str:
    """A generated path: what people call their files never names one of ours."""
    return f"attachments/{attachment._meta.app_label}/{uuid.uuid4().hex}"


class Attachment(models.Model):
    """A private file with the name its giver knows it by."""

    created_at = models.DateTimeField(default=clock.now)
    file = models.FileField(upload_to=private_path, max_length=200)
    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    quarantine = models.CharField(
        max_length=10, choices=Quarantine.choices, default=Quarantine.FREE, db_default=Quarantine.FREE
    )
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name
