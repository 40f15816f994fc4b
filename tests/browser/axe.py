"""Every page that a test opens is looked at by axe-core, at two widths and in both themes, and at its narrowest.

Once for each structure: a page that differs from one seen before in its words, or in the length of its lists, only is
not looked at again.
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
PHONE, DESK, NARROW, HEIGHT = 390, 1360, 320, 900

# the kinds of elements a page has: tag, classes and names of attributes, each under its parent
SHAPE = """() => { const kind = (e) => `${e.tagName}.${e.getAttribute("class")}[${e.getAttributeNames()}]`;
    return [...new Set([...document.querySelectorAll("body *")].map((e) =>
        `${kind(e.parentElement)} > ${kind(e)}`))].sort().join("\\n"); }"""
OPEN = """() => { const all = [...document.querySelectorAll('main details:not(.pop):not([open])')];
    all.forEach((each) => { each.open = true; each.dataset.opened = ""; }); }"""
CLOSE = """() => document.querySelectorAll('details[data-opened]').forEach((each) => {
    each.open = false; delete each.dataset.opened; })"""
RUN = """async (run) => {
    const found = await axe.run(document, { runOnly: run, resultTypes: ["violations"], preload: false });
    return found.violations.map((each) => `${each.id}: ${each.help}\\n` + each.nodes.slice(0, 3).map((node) =>
        `    ${node.html.slice(0, 220)}\\n      ${node.failureSummary.split("\\n").slice(1, 3).join(" ")}`).join("\\n"));
}"""
WIDEST = """() => [...document.querySelectorAll('body *')]
    .map((e) => [Math.round(e.getBoundingClientRect().right), e]).sort((a, b) => b[0] - a[0]).slice(0, 4)
    .map(([right, e]) => `${right}: ${e.tagName}.${e.getAttribute('class')} ${e.textContent.trim().slice(0, 40)}`)"""


@dataclass
class Eye:
    """What has been looked at, and what was found there: a test asserts at its end that nothing was."""

    seen: set[int] = field(default_factory=set)
    looked_at: list[str] = field(default_factory=list)
    found: list[str] = field(default_factory=list)

    def look(self, page: Page, who: str = "") -> None:
        shape = hash(page.evaluate(SHAPE))
        if shape in self.seen:
            return
        self.seen.add(shape)
        name = f"{who or 'visitor'} /{page.url.split('/', 3)[-1]}"
        self.looked_at.append(name)
        size = page.viewport_size or {"width": DESK, "height": HEIGHT}
        page.evaluate(SOURCE.read_text())
        self._at(page, name, PHONE, "light", {"type": "tag", "values": TAGS})
        page.evaluate(OPEN)
        self._at(page, name, PHONE, "dark", {"type": "rule", "values": COLOURS})
        self._at(page, name, DESK, "light", {"type": "tag", "values": TAGS})
        self._at(page, name, DESK, "dark", {"type": "rule", "values": COLOURS})
        page.evaluate(CLOSE)
        self._reflow(page, name)
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(size)

    def _at(self, page: Page, name: str, width: int, theme: str, run: dict[str, Any]) -> None:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        self.found += [f"{name} ({width} px, {theme}): {text}" for text in page.evaluate(RUN, run)]

    def _reflow(self, page: Page, name: str) -> None:
        page.set_viewport_size({"width": NARROW, "height": HEIGHT})
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > NARROW:
            self.found.append(f"{name}: {width} px wide at {NARROW}: {json.dumps(page.evaluate(WIDEST))}")


class Blind(Eye):
    """For browsers that run no scripts, of which axe is one."""

    def look(self, page: Page, who: str = "") -> None:
        self.looked_at.append(page.url)
