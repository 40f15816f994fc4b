"""What may be uploaded: the content decides, not the name; refused are scripts, bombs and what is too large."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import ValidationError
from PIL import Image

from mint.files import checks, packages, papers, pictures
from tests.uploads import HTML, PERSON, SVG, document, image, package, pdf, photograph

WORD, BILLION_LAUGHS = "word/document.xml", b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
CHART = package("xl/workbook.xml")
MACRO_TYPES = b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'


def checked(name, content):
    return checks.check(SimpleUploadedFile(name, content))


def refusal(name, content):
    with pytest.raises(ValidationError) as refused:
        checked(name, content)
    return refused.value.code


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", pdf()),
        ("a.docx", document()),
        ("a.pptx", package("ppt/presentation.xml", parts={"ppt/embeddings/Microsoft_Excel_Sheet.xlsx": CHART})),
        ("a.xlsx", package("xl/workbook.xml", parts={"xl/printerSettings/printerSettings1.bin": b"\0\1"})),
    ],
)
def test_a_file_that_is_what_it_says_passes_and_can_be_read_from_its_beginning(name, content):
    found = checked(name, content)
    assert (found.name, found.file.read(), found.quarantine) == (name, content, "free")


@pytest.mark.attack(12)
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", SVG),
        ("a.html", HTML),
        ("a.mhtml", b"MIME-Version: 1.0\r\n\r\n" + HTML),
        ("a.xml", b"<x/>"),
        ("a.png", SVG),
        ("a.pdf", SVG),
        ("a.pdf", HTML),
        ("a.pdf", HTML + pdf()),
        ("a.pdf", b"GIF89a" + pdf()),
        ("a.pdf", b"%PDF-1.7\n"),
        ("a.jpg", image()),
        ("a.png", b"GIF89a/*" + b"*/=1;alert(1)"),
        ("a.png", b""),
        ("a.png", image()[:40]),
        ("a.docx", b"PK\x03\x04"),
        ("a.docx", CHART),
        ("a.zip", document()),
        ("a.docm", document()),
        ("a.pdf.exe", pdf()),
        ("a", pdf()),
    ],
)
def test_a_file_that_is_something_else_is_refused(name, content):
    assert refusal(name, content) == "type"


@pytest.mark.attack(12)
def test_a_script_hidden_in_an_image_does_not_outlive_it():
    both = image() + b"<script>alert(1)</script>"
    assert b"script" not in checked("a.png", both).file.read()
    assert b"alert" not in checked("a.jpg", image("JPEG", comment=b"*/=alert(1)/*")).file.read()


@pytest.mark.attack(17)
def test_26_megabytes_are_too_large():
    assert refusal("a.pdf", b"%PDF-" + bytes(26 * 1024 * 1024)) == "size"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (pdf(script="app.alert(1)"), "active"),
        (pdf(file=b"MZ"), "active"),
        (pdf(password="salasana"), "locked"),
        (b"%PDF-1.7\n" + b"\0" * 1000, "type"),
    ],
)
def test_a_pdf_that_acts_or_cannot_be_looked_into_is_refused_with_the_reason(content, why):
    assert refusal("a.pdf", content) == why


def test_a_pdf_has_so_many_pages_at_most(monkeypatch):
    monkeypatch.setattr(papers, "MOST_PAGES", 3)
    assert checked("a.pdf", pdf(3)).content_type == "application/pdf"
    assert refusal("a.pdf", pdf(4)) == "pages"


def test_a_pdf_of_more_objects_than_one_looks_at_is_refused(monkeypatch):
    monkeypatch.setattr(papers, "MOST_OBJECTS", 2)
    assert refusal("a.pdf", pdf(5)) == "active"


@pytest.mark.attack(13)
def test_a_package_that_unpacks_too_large_or_has_too_many_entries_is_refused(monkeypatch):
    two = package(WORD, "word/styles.xml")
    for limit in ("LARGEST_UNPACKED", "MOST_ENTRIES"):
        with monkeypatch.context() as tight:
            tight.setattr(packages, limit, 1)
            assert refusal("a.docx", two) == "type"


@pytest.mark.attack(13)
@pytest.mark.parametrize(
    "parts",
    [
        {"word/media/image1.png": bytes(30_000_000)},  # 30 kB that become 30 MB
        {"word/media/inside.zip": package("a.txt")},
        {"word/media/picture.png": package("a.txt")},
        {"word/embeddings/a.docx": package(WORD, parts={"word/embeddings/b.xlsx": CHART})},  # and so on
        {"word/embeddings/a.xlsx": package("xl/workbook.xml", parts={"xl/media/a.png": bytes(30_000_000)})},
        {f"word/{number}.xml": b"<x/>" for number in range(5001)},
    ],
    ids=["bomb", "zip", "disguised", "nested twice", "bomb inside", "10000 entries"],
)
def test_a_bomb_or_an_archive_inside_is_refused_before_it_is_unpacked(parts):
    assert refusal("a.docx", package(WORD, parts=parts)) == "type"


@pytest.mark.parametrize(
    "parts",
    [
        {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"},
        {"word/activeX/activeX1.xml": b"<x/>"},
        {"word/embeddings/oleObject1.bin": b"\0"},
        {"word/media/a.png": b"MZ\x90"},
        {"[Content_Types].xml": MACRO_TYPES},
        {"../../outside.xml": b"<x/>"},
    ],
)
def test_macros_programs_and_parts_outside_are_refused(parts):
    assert refusal("a.docx", package(WORD, parts=parts)) == "type"


@pytest.mark.attack(15)
@pytest.mark.parametrize("content", [OUTSIDE, BILLION_LAUGHS, OUTSIDE.decode().encode("utf-16"), b"  ", b"no xml"])
@pytest.mark.parametrize("part", ["word/settings.xml", "word/_rels/document.xml.rels"])
def test_a_part_that_declares_entities_or_is_no_xml_is_refused(content, part):
    assert refusal("a.docx", package(WORD, parts={part: content})) == "type"


@pytest.mark.attack(15)
def test_an_entity_is_looked_for_behind_a_long_comment_too():
    assert refusal("a.docx", package(WORD, parts={"word/a.xml": b"<!--" + b" " * 100_000 + b"-->" + OUTSIDE})) == "type"


@pytest.mark.attack(14)
def test_a_photograph_loses_place_person_and_model_and_stands_upright():
    sent = photograph()
    assert PERSON.encode() in sent
    kept = checked("kuva.jpg", sent)
    content = kept.file.read()
    with Image.open(io.BytesIO(content)) as picture:
        assert (picture.size, dict(picture.getexif()), picture.format) == ((20, 40), {}, "JPEG")
        assert "comment" not in picture.info
    assert (PERSON.encode() in content, b"Exif" in content, kept.file.size) == (False, False, len(content))


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_an_image_of_any_mode_looks_as_before(mode):
    source, target = Image.new("L", (5, 5), 60).convert("RGB").convert(mode if mode != "I;16" else "L"), io.BytesIO()
    source.save(target, "PNG")
    with Image.open(io.BytesIO(checked("a.png", target.getvalue()).file.read())) as kept:
        assert (kept.size, kept.convert("RGB").getpixel((2, 2))) == ((5, 5), source.convert("RGB").getpixel((2, 2)))


@pytest.mark.attack(14)
def test_an_image_that_says_it_is_enormous_is_refused_by_its_header(monkeypatch):
    monkeypatch.setattr(Image.Image, "load", lambda _self: pytest.fail("it was decoded"))
    assert refusal("a.png", enormous(30_000, 30_000)) == "type"


def enormous(width, height):
    """A PNG of 900 million pixels in a hundred bytes."""

    def chunk(kind, data):
        return struct.pack("!L", len(data)) + kind + data + struct.pack("!L", zlib.crc32(kind + data))

    header = struct.pack("!LLBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def test_the_limit_of_pixels_is_below_what_pillow_warns_of():
    assert (Image.MAX_IMAGE_PIXELS or 0) > pictures.MOST_PIXELS


@pytest.mark.attack(16)
@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Temp\\ä ö.pdf", "ä ö.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("a\r\nX: y.pdf", "aX: y.pdf"),
        ("a\0.pdf", "a.pdf"),
        ("a\u200b.pdf", "a.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("lpt1.tar.pdf", "_lpt1.tar.pdf"),
        ("a" * 300 + ".pdf", "a" * 139 + ".pdf"),
        ("", "tiedosto"),
    ],
)
def test_a_name_is_shown_without_path_and_marks(given, shown):
    assert checks.clean_name(given) == shown
