"""What may be uploaded: the content decides, not the name; refused are scripts, bombs and what is too large."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import ValidationError
from PIL import Image

from mint.files import checks

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def png() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (2, 2)).save(target, "PNG")
    return target.getvalue()


def package(*names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, b"<x/>")
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b"%PDF-1.7\n"), ("A.PNG", png()), ("a.docx", package("word/document.xml"))],
)
def test_a_file_that_is_what_it_says_passes_and_can_be_read_from_its_beginning(name: str, content: bytes) -> None:
    checked = checks.check(SimpleUploadedFile(name, content))
    assert (checked.name, checked.file.read()) == (name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", SVG),
        ("a.png", SVG),
        ("a.pdf", SVG),
        ("a.jpg", png()),
        ("a.png", b""),
        ("a.png", png()[:40]),
        ("a.docx", b"PK\x03\x04"),
        ("a.docx", package("xl/workbook.xml")),
        ("a.zip", package("word/document.xml")),
        ("a.pdf.exe", b"%PDF-1.7\n"),
        ("a", b"%PDF-1.7\n"),
    ],
)
def test_a_file_that_is_something_else_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(ValidationError) as refused:
        checks.check(SimpleUploadedFile(name, content))
    assert refused.value.code == "type"


def test_26_megabytes_are_too_large() -> None:
    with pytest.raises(ValidationError) as refused:
        checks.check(SimpleUploadedFile("a.pdf", b"%PDF-" + bytes(26 * 1024 * 1024)))
    assert refused.value.code == "size"


def test_a_package_that_unpacks_too_large_or_has_too_many_entries_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    document = package("word/document.xml", "word/styles.xml")
    for limit in ("LARGEST_UNPACKED", "MOST_ENTRIES"):
        with monkeypatch.context() as tight:
            tight.setattr(checks, limit, 1)
            with pytest.raises(ValidationError):
                checks.check(SimpleUploadedFile("a.docx", document))


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Temp\\ä ö.pdf", "ä ö.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("a\r\nX: y.pdf", "aX: y.pdf"),
        ("", "tiedosto"),
    ],
)
def test_a_name_is_shown_without_path_and_marks(given: str, shown: str) -> None:
    assert checks.clean_name(given) == shown
