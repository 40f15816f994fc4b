"""Private download: as an attachment, never run by the browser."""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404
from django.utils.translation import gettext_lazy as _

from mint.files.models import Attachment
from mint.files.scanning import Quarantine
from mint.web import MoveError

REFUSED = {
    Quarantine.WAITING: _("This file waits for the virus check. It can be opened once the check has been made."),
    Quarantine.INFECTED: _("This file was removed: the virus check found something harmful in it."),
}

# for the browser that shows it all the same: no origin of its own, nothing loaded, sent or framed
POLICY = "sandbox; default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def download(attachment: Attachment) -> FileResponse:
    """The file under the name its giver knows it by; 404 where its bytes are gone. The caller has checked who asks.

    What the virus check has not let through is not handed over: MoveError, which is a page that says so.
    """
    if attachment.quarantine != Quarantine.FREE:
        raise MoveError(REFUSED[Quarantine(attachment.quarantine)])
    return as_attachment(attachment.file, attachment.name, attachment.content_type)


def as_attachment(file: FieldFile, name: str, content_type: str) -> FileResponse:
    """A private file under a name; 404 where its bytes are gone."""
    try:
        stream = file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(stream, as_attachment=True, filename=name, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "private, no-store"
    return response
