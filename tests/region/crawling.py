"""A visitor that follows every link of a person, and another's links in their own workspace."""

import io
import re
import zipfile
from collections import deque
from collections.abc import Iterable
from html import unescape
from urllib.parse import urljoin, urlsplit

from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from mint.accounts.models import User
from mint.isolation import context
from mint.tenancy.models import Membership
from tests.signing_in import sign_in

LINK = re.compile(r"""(?:href|hx-get|src)="([^"#]+)""")
MOST_PAGES = 150
MOST_OF_A_ROUTE, MOST_OF_AN_ORGANISATION = 4, 1
MOST_FILES = 12
FILES = {
    "reports:download",
    "challenges:attachment",
    "placements:attachment",
    "experiments:data",
    "experiments:summary",
}


def browser_of(person: User | None) -> Client:
    client = Client(raise_request_exception=True)
    if person is not None:
        sign_in(client, person)
    return client


def slugs_of(person: User | None) -> list[str]:
    with context.system("test"):
        rows = Membership.objects.filter(user=person).order_by("pk") if person else Membership.objects.none()
        return list(rows.values_list("organisation__slug", flat=True))


def text_of(response: HttpResponse) -> str:
    """Of a page, a CSV, a workbook, a Word file, a PDF or a package of those: whatever somebody can read in it."""
    return _read(b"".join(response.streaming_content) if response.streaming else response.content)


def _read(content: bytes) -> str:
    if content.startswith(b"%PDF-"):
        pages = PdfReader(io.BytesIO(content)).pages
        return "".join("".join(page.extract_text().split()) for page in pages)  # a mark may be broken over lines
    if content.startswith(b"PK\x03\x04"):
        package = zipfile.ZipFile(io.BytesIO(content))
        if "[Content_Types].xml" not in package.namelist():
            return " ".join(_read(package.read(name)) for name in package.namelist())
        if "word/document.xml" in package.namelist():
            return re.sub(r"<[^>]+>", "", package.read("word/document.xml").decode())
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return " ".join(str(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)
    return content.decode("utf-8", "replace")


def walk(person: User | None) -> set[str]:
    """The addresses that one finds from the front page and one's own desks."""
    client = browser_of(person)
    seen = {"/fi/", *(f"/fi/t/{slug}/" for slug in slugs_of(person))}
    waiting = deque(sorted(seen))
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.popleft()
        response = client.get(path)
        content = text_of(response)  # read to its end in any case: a file is closed then
        links = LINK.findall(content) if "html" in response.get("Content-Type", "") else []
        links += [response["Location"]] if response.has_header("Location") else []
        for link in links:
            found = _own(urljoin(path, unescape(link)))
            if found and found not in seen:
                seen.add(found)
                waiting.append(found)
    return seen


def _own(address: str) -> str:
    """Our own pages in Finnish, without what filters a list; no signing out and no files of the design."""
    parts = urlsplit(address)
    if parts.netloc or not parts.path.startswith("/fi/") or "/tili/" in parts.path:
        return ""
    return f"{parts.path}?{parts.query}" if "jalkeen=" in parts.query else parts.path


def few_of_each_route(addresses: Iterable[str]) -> list[str]:
    """So many of one route, or of one route and organisation: the rest is the same page of another row."""
    kept: dict[tuple[str, str], list[str]] = {}
    for address in sorted(addresses):
        try:
            match = resolve(urlsplit(address).path)
        except Resolver404:
            continue
        kept.setdefault((match.view_name, str(match.kwargs.get("organisation", ""))), []).append(address)
    return [address for (name, organisation), found in kept.items() for address in found[: _most(name, organisation)]]


def _most(name: str, organisation: str) -> int:
    return MOST_FILES if name in FILES else MOST_OF_AN_ORGANISATION if organisation else MOST_OF_A_ROUTE


def in_own_workspace(address: str, slug: str) -> str:
    return re.sub(r"^/fi/t/[\w-]+/", f"/fi/t/{slug}/", address)
