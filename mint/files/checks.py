"""What may be uploaded: a short list of types, whose content is what the name says."""

import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, Any

import puremagic
from django import forms
from django.core.files.uploadedfile import UploadedFile as _UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, UnidentifiedImageError

Upload = _UploadedFile[Any]
LARGEST = 10 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_ENTRIES = 5000
MOST_PIXELS = 50_000_000
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
PARTS = {".docx": "word/", ".xlsx": "xl/", ".pptx": "ppt/"}
HINT = gettext_lazy("PDF, image or Office document, 10 MB at most.")


@dataclass(frozen=True)
class Checked:
    """An upload that passed: its cleaned name and the type its content has."""

    file: Upload
    name: str
    content_type: str


def check(upload: Upload) -> Checked:
    """Raises ValidationError in the reader's language when the file is too large or not what it says."""
    name = clean_name(upload.name or "")
    suffix = PurePath(name).suffix.lower()
    if (upload.size or 0) > LARGEST:
        raise forms.ValidationError(_("The file is too large, 10 MB at most."), code="size")
    if suffix not in TYPES or not _content_is(upload, suffix):
        raise forms.ValidationError(
            _("This file cannot be attached. Choose a PDF, a PNG or JPEG image, or an Office document."), code="type"
        )
    upload.seek(0)
    return Checked(upload, name, TYPES[suffix])


def clean_name(name: str) -> str:
    """What people may see as the file's name: no path, no control or direction marks, 150 characters."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter for letter in last if letter.isprintable())
    path = PurePath(shown or "tiedosto")
    return f"{path.stem[:140]}{path.suffix[:8]}"


def _content_is(upload: Upload, suffix: str) -> bool:
    upload.seek(0)
    head = upload.read(4096)
    upload.seek(0)
    if suffix == ".pdf":
        return bool(head.startswith(b"%PDF-"))
    if suffix in PARTS:
        return _is_office(upload, PARTS[suffix])
    try:
        found = {match.mime_type for match in puremagic.magic_string(head)}
    except (puremagic.PureError, ValueError):  # the latter for an empty file
        return False
    return TYPES[suffix] in found and _is_image(upload)


def _is_image(upload: IO[Any]) -> bool:
    try:
        with Image.open(upload) as image:
            image.verify()
            return image.width * image.height <= MOST_PIXELS
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False


def _is_office(upload: IO[Any], part: str) -> bool:
    try:
        with zipfile.ZipFile(upload) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return False
    small = len(entries) <= MOST_ENTRIES and sum(entry.file_size for entry in entries) <= LARGEST_UNPACKED
    return small and any(entry.filename.startswith(part) for entry in entries)


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
