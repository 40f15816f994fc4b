"""Every page that a test opens is looked at by axe-core, at two widths and in both themes, and at its narrowest.

In the suite on a phone in light, and each kind of thing once on a desk in dark; the other two in the thorough run.

Once for each structure: a page that differs from one seen before in its words, or in the length of its lists, only is
not looked at again. One that puts together what other pages have shown is looked at without its colours, which are the
slow part: each kind of thing was looked at where it was first seen.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

from mint.local import paths

SOURCE = paths.ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOURS = ["color-contrast", "link-in-text-block"]  # the themes differ in colours only
EVERYTHING = {"runOnly": {"type": "tag", "values": TAGS}}
ONLY_COLOURS = {"runOnly": {"type": "rule", "values": COLOURS}}
NO_COLOURS = EVERYTHING | {"rules": {rule: {"enabled": False} for rule in COLOURS}}
PHONE, DESK, NARROW, HEIGHT = 390, 1360, 320, 900

# the kinds of elements a page has: tag, classes and names of attributes, each under its parent
KINDS = """() => { const kind = (e) => `${e.tagName}.${e.getAttribute("class")}[${e.getAttributeNames()}]`;
    return [...new Set([...document.querySelectorAll("body *")].map((e) =>
        `${kind(e.parentElement)} > ${kind(e)}`))]; }"""
OPEN = """() => { const all = [...document.querySelectorAll('main details:not(.pop):not([open])')];
    all.forEach((each) => { each.open = true; each.dataset.opened = ""; }); }"""
CLOSE = """() => document.querySelectorAll('details[data-opened]').forEach((each) => {
    each.open = false; delete each.dataset.opened; })"""
RUN = """async (options) => {
    const found = await axe.run(document, { resultTypes: ["violations"], preload: false, ...options });
    return found.violations.map((each) => `${each.id}: ${each.help}\\n` + each.nodes.slice(0, 3).map((node) =>
        `    ${node.html.slice(0, 220)}\\n      ${node.failureSummary.split("\\n").slice(1, 3).join(" ")}`).join("\\n"));
}"""
WIDEST = """() => [...document.querySelectorAll('body *')]
    .map((e) => [Math.round(e.getBoundingClientRect().right), e]).sort((a, b) => b[0] - a[0]).slice(0, 4)
    .map(([right, e]) => `${right}: ${e.tagName}.${e.getAttribute('class')} ${e.textContent.trim().slice(0, 40)}`)"""


@dataclass
class Eye:
    """What has been looked at, and what was found there: a test asserts at its end that nothing was."""

    is_thorough: bool = True
    seen: set[frozenset[str]] = field(default_factory=set)
    known: set[str] = field(default_factory=set)  # kinds of elements whose colours were looked at
    looked_at: list[str] = field(default_factory=list)
    found: list[str] = field(default_factory=list)

    def look(self, page: Page, who: str = "") -> None:
        kinds = frozenset(page.evaluate(KINDS))
        if kinds in self.seen:
            return
        in_colours = not kinds <= self.known
        self.seen.add(kinds)
        self.known |= kinds
        name = f"{who or 'visitor'} /{page.url.split('/', 3)[-1]}"
        self.looked_at.append(name)
        size = page.viewport_size or {"width": DESK, "height": HEIGHT}
        page.evaluate(SOURCE.read_text())
        self._at(page, name, PHONE, "light", EVERYTHING if in_colours else NO_COLOURS)
        page.evaluate(OPEN)
        if in_colours:
            self._at(page, name, DESK, "dark", ONLY_COLOURS)
        if in_colours and self.is_thorough:
            self._at(page, name, PHONE, "dark", ONLY_COLOURS)
        if self.is_thorough:
            self._at(page, name, DESK, "light", EVERYTHING if in_colours else NO_COLOURS)
        page.evaluate(CLOSE)
        self._reflow(page, name)
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(size)

    def _at(self, page: Page, name: str, width: int, theme: str, options: dict[str, Any]) -> None:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        self.found += [f"{name} ({width} px, {theme}): {text}" for text in page.evaluate(RUN, options)]

    def _reflow(self, page: Page, name: str) -> None:
        page.set_viewport_size({"width": NARROW, "height": HEIGHT})
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > NARROW:
            self.found.append(f"{name}: {width} px wide at {NARROW}: {json.dumps(page.evaluate(WIDEST))}")


class Blind(Eye):
    """For browsers that run no scripts, of which axe is one."""

    def look(self, page: Page, who: str = "") -> None:
        self.looked_at.append(page.url)
