"""Files that came while the virus scanner was away: looked at when it is back. Run as the system."""

from django.apps import apps

from mint.files.models import Attachment
from mint.files.scanning import Quarantine, look

MOST_AT_ONCE = 50


def scan() -> int:
    """The oldest of each table; how many are waiting no more."""
    return sum(
        _settled(attachment)
        for model in apps.get_models()
        if issubclass(model, Attachment)
        for attachment in model._base_manager.filter(quarantine=Quarantine.WAITING).order_by("id")[:MOST_AT_ONCE]
    )


def _settled(attachment: Attachment) -> bool:
    """What is harmful is deleted at once; its row stays, and says so to whoever looks for the file."""
    try:
        with attachment.file.open("rb") as stream:
            found = look(stream)
    except FileNotFoundError:
        found = Quarantine.INFECTED
    if found == Quarantine.WAITING:
        return False
    if found == Quarantine.INFECTED:  # first, so that one killed in between finds it gone the next time
        attachment.file.storage.delete(str(attachment.file.name))
    rows = type(attachment)._base_manager.filter(pk=attachment.pk, quarantine=Quarantine.WAITING)
    return bool(rows.update(quarantine=found))
