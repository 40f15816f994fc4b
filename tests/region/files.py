"""A small file of a name, for whatever takes attachments."""

from typing import Any

from django.core.files.base import ContentFile


def made_file(name: str) -> dict[str, Any]:
    content = ContentFile(name.encode(), name)
    return {"file": content, "name": name, "content_type": "text/plain", "size": len(name)}
