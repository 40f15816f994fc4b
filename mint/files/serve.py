"""Private download: as an attachment, never run by the browser."""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

from mint.files.models import Attachment


def download(attachment: Attachment) -> FileResponse:
    """The file under the name its giver knows it by; 404 where its bytes are gone. The caller has checked who asks."""
    return as_attachment(attachment.file, attachment.name, attachment.content_type)


def as_attachment(file: FieldFile, name: str, content_type: str) -> FileResponse:
    """A private file under a name; 404 where its bytes are gone."""
    try:
        stream = file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(stream, as_attachment=True, filename=name, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
