"""What may be uploaded: a short list of types, whose content is what the name says, and is nothing but that."""

from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadedfile import UploadedFile as _UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mint.files import packages, papers, pictures
from mint.files.scanning import Quarantine, look

Upload = _UploadedFile[Any]
LARGEST = 10 * 1024 * 1024
OFFICE = "application/vnd.openxmlformats-officedocument."
TYPES = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".docx": f"{OFFICE}wordprocessingml.document",
    ".xlsx": f"{OFFICE}spreadsheetml.sheet",
    ".pptx": f"{OFFICE}presentationml.presentation",
}
HINT = gettext_lazy("PDF, image or Office document, 10 MB at most.")
NOT_TAKEN = gettext_lazy("This file cannot be attached. Choose a PDF, a PNG or JPEG image, or an Office document.")
OF_PAPERS = {
    "locked": gettext_lazy("This PDF is locked with a password. Save it without one and attach it again."),
    "pages": gettext_lazy("This PDF has too many pages, 500 at most."),
    "active": gettext_lazy(
        "This PDF has scripts, forms that send, or other files in it. Print it to a PDF and attach that."
    ),
}
# names that one of the readers' systems keeps for its devices
DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{name}{number}" for name in ("COM", "LPT") for number in range(1, 10))}


@dataclass(frozen=True)
class Checked:
    """An upload that passed: its cleaned name, the type its content has, and whether it waits for the scanner."""

    file: Upload
    name: str
    content_type: str
    quarantine: str = Quarantine.FREE


def check(upload: Upload) -> Checked:
    """Raises ValidationError in the reader's language when the file is too large or not what it says."""
    name = clean_name(upload.name or "")
    suffix = PurePath(name).suffix.lower()
    if (upload.size or 0) > LARGEST:
        raise forms.ValidationError(_("The file is too large, 10 MB at most."), code="size")
    if suffix not in TYPES:
        raise forms.ValidationError(NOT_TAKEN, code="type")
    upload.seek(0)
    kept = _inspected(upload, suffix, name)
    found = look(kept)
    if found == Quarantine.INFECTED:
        raise forms.ValidationError(
            _("The virus check found something harmful in this file. It was not kept."), code="virus"
        )
    kept.seek(0)
    return Checked(kept, name, TYPES[suffix], found)


def _inspected(upload: Upload, suffix: str, name: str) -> Upload:
    """The file, or in place of an image the picture alone."""
    try:
        if suffix in pictures.FORMATS:
            return SimpleUploadedFile(name, pictures.rewritten(upload, suffix), TYPES[suffix])
        if suffix == ".pdf":
            _refuse_disguised(upload)
            papers.check(upload)
        else:
            packages.check(upload, suffix)
    except papers.PaperError as error:
        why = str(error)
        raise forms.ValidationError(OF_PAPERS.get(why, NOT_TAKEN), code=why if why in OF_PAPERS else "type") from error
    except (pictures.PictureError, packages.PackageError) as error:
        raise forms.ValidationError(NOT_TAKEN, code="type") from error
    return upload


def _refuse_disguised(upload: Upload) -> None:
    """A PDF begins as one: readers take a file for it that begins as something else, and so do browsers for that."""
    if upload.read(5) != b"%PDF-":
        raise papers.PaperError("broken")
    upload.seek(0)


def clean_name(name: str) -> str:
    """What people may see as the file's name: no path, no control or direction marks, no device, 150 characters."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter for letter in last if letter.isprintable())
    path = PurePath(shown or "tiedosto")
    stem = path.stem.partition(".")[0].strip().upper()
    return f"{'_' if stem in DEVICES else ''}{path.stem[:139]}{path.suffix[:8]}"


class AttachmentField(forms.FileField):
    """One optional upload, checked; its cleaned value is a `Checked`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("help_text", HINT)
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ",".join(TYPES)}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        return check(upload) if isinstance(upload, _UploadedFile) else None
