"""Files as people send them, and as attackers do."""

import io
import zipfile
from collections.abc import Mapping

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
PLACE, PERSON = (60, 51, 0), "Matti Meikalainen"


def pdf(pages: int = 1, *, script: str = "", password: str = "", file: bytes = b"") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(72, 72)
    if script:
        does = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(script)}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(does)
    if file:
        writer.add_attachment("inside.exe", file)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def image(kind: str = "PNG", size: tuple[int, int] = (4, 2), **saved: object) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, "red").save(target, kind, **saved)
    return target.getvalue()


def photograph() -> bytes:
    """As a telephone makes it: on its side, with place, person and model in it."""
    about = Image.Exif()
    about[0x0112], about[0x013B], about[0x0110] = 6, PERSON, "Phone"
    about.get_ifd(0x8825)[2] = PLACE
    return image("JPEG", (40, 20), exif=about, comment=PERSON.encode())


def package(*names: str, parts: Mapping[str, bytes] | None = None) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, b"<x/>")
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return target.getvalue()


def document(**parts: bytes) -> bytes:
    """A Word document, and parts of it by name: `/` is written as `__`, `.` as `_dot_`."""
    named = {name.replace("_dot_", ".").replace("__", "/"): content for name, content in parts.items()}
    return package("word/document.xml", parts={"[Content_Types].xml": TYPES.encode(), **named})
