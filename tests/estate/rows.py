"""What several rows of the estate share."""

from typing import Any

from django.core.files.base import ContentFile

TOKEN = "an-invitation-to-the-stranger"


def file(name: str) -> dict[str, Any]:
    content = ContentFile(name.encode(), name)
    return {"file": content, "name": name, "content_type": "text/plain", "size": len(name)}
