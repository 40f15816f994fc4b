"""Budgets of what a browser downloads, and nothing inline for a strict content policy."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

from mint.management import assets

STATIC = Path(settings.BASE_DIR) / "static"
TEMPLATES = sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html"))
KILOBYTE = 1024


def squeezed(text: str) -> int:
    return len(gzip.compress(text.encode(), 9))


def test_the_style_sheets_stay_within_their_budgets():
    public, workspace = assets.joined_css(STATIC / "css"), assets.joined_workspace_css(STATIC / "css")
    assert squeezed(public) <= 12 * KILOBYTE
    assert squeezed(public) + squeezed(workspace) <= 16 * KILOBYTE


def test_our_own_script_stays_within_its_budget():
    assert squeezed(assets.joined_js(STATIC / "js")) <= 5 * KILOBYTE


@pytest.mark.parametrize("sheet", sorted((STATIC / "css").rglob("*.css")), ids=lambda path: path.name)
def test_a_style_sheet_is_short_and_has_no_selector_by_id(sheet):
    text = sheet.read_text()
    assert len(text.splitlines()) <= 150
    assert not re.search(r"^\s*[^{}/;]*#[a-z][\w-]*[^{};]*\{", text, re.MULTILINE)


@pytest.mark.parametrize("name", re.findall(r"url\(\.\./img/([\w.-]+)\)", assets.joined_css(STATIC / "css")))
def test_every_picture_of_the_style_sheet_is_there(name):
    assert (STATIC / "img" / name).is_file()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_a_page_has_nothing_inline(path):
    text = path.read_text()
    if "emails" in path.parts:  # a mail has no style sheet to stand on
        return
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=[\"']", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)(?![^>]*application/json)", text)
