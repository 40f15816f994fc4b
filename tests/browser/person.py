"""Somebody at a browser: signs in with one click, opens pages, fills in forms by their fields' names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import DESK, HEIGHT, PHONE, Eye

UNDER_WAY = 15_000  # ms
WAY_TO = """(thing) => {
    const part = thing.closest("[data-question], [data-questions-end]");
    if (!part || !part.hidden) return 0;
    const shown = document.querySelector("[data-question]:not([hidden])");
    return shown.compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING ? 1 : -1;
}"""


@dataclass
class Person:
    """A page with a name; `eye` looks at everything it opens."""

    name: str
    page: Page
    url: str
    eye: Eye

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.url)

    @property
    def number(self) -> int:
        """The object whose page this is: the first number of the address."""
        found = re.search(r"/(\d+)", self.path)
        assert found, f"{self.path} names no object"
        return int(found.group(1))

    def open(self, path: str, status: int = 200) -> None:
        response = self.page.goto(f"{self.url}{path}")
        assert response is not None
        assert response.status == status, f"{self.name} opened {path}: {response.status}"
        self.eye.look(self.page, self.name)

    def follow(self, address: str) -> None:
        """Click the first link whose address ends so (or contains it, with a leading *)."""
        kind, text = ("*=", address[1:]) if address.startswith("*") else ("$=", address)
        self._go(self.page.locator(f'main a[href{kind}"{text}"]').first)

    def first_link(self, pattern: str) -> str:
        """The path of the first link in the page's main part whose address has the pattern in it."""
        addresses = self.page.locator("main a[href]").evaluate_all("(all) => all.map((e) => e.getAttribute('href'))")
        found = next((address for address in addresses if re.search(pattern, address)), "")
        assert found, f"{self.name} finds no link to {pattern} on {self.path}"
        return str(found)

    def press(self, button: str | Locator) -> None:
        """Click a button that leads to another page; a selector, or the thing itself."""
        self._go(self.page.locator(button).first if isinstance(button, str) else button)

    def send(self, action: str, within: str = "main", **fields: Any) -> None:
        """Fill in and submit the form whose action ends so."""
        form = self.page.locator(f'{within} form[action$="{action}"]').first
        self.unfold(form)
        self.fill(form, **fields)
        self._go(form.locator("button:not([type=button])").first)

    def submit(self, **fields: Any) -> None:
        """Fill in and submit the page's own form: the one that posts to the page itself, by the button of its deed."""
        form = self.page.locator('main form[method="post"]:not([action]), main form[method="post"][action=""]').last
        self.fill(form, **fields)
        button = form.locator(".btn:not([type=button], [formaction])").first
        self._turn_to(button)
        self._go(button)

    def fill(self, form: Locator | None = None, **fields: Any) -> None:
        """By the fields' names: text, a choice of a list, one or several boxes, yes or no."""
        place = form or self.page.locator("main")
        for name, value in fields.items():
            controls = place.locator(f'[name="{name.replace("__", "-")}"]')
            self._turn_to(controls.first)
            self.unfold(controls.first)
            self._fill_one(controls, value)

    def _fill_one(self, controls: Locator, value: Any) -> None:
        first = controls.first
        kind = first.evaluate("(e) => e.tagName === 'SELECT' ? 'select' : e.type")
        if kind in {"checkbox", "radio"}:
            wanted = value if isinstance(value, list) else [value]
            for each in wanted:
                box = first if each is True else controls.and_(self.page.locator(f'[value="{each}"]'))
                box.check()
        elif kind == "select":
            first.select_option(str(value))
        elif kind == "file":
            first.set_input_files(value)
        else:
            first.fill(str(value))

    def _turn_to(self, thing: Locator) -> None:
        """On a phone a step's questions come one at a time: press next or previous until the thing's own is there."""
        while way := thing.evaluate(WAY_TO):
            self.page.locator(f'[data-questions-go="{way}"]').click()

    def unfold(self, thing: Locator) -> None:
        """Open the disclosures that a thing is in, as one does before using it."""
        thing.evaluate("(e) => { for (; e; e = e.parentElement) if (e.tagName === 'DETAILS') e.open = true; }")

    def sees(self, text: str | re.Pattern[str], within: str = "main") -> None:
        expect(self.page.locator(within).first).to_contain_text(text, timeout=UNDER_WAY)

    def does_not_see(self, text: str) -> None:
        expect(self.page.locator("body")).not_to_contain_text(text)

    def _go(self, thing: Locator) -> None:
        """Click and wait for the next page."""
        with self.page.expect_navigation(timeout=UNDER_WAY) as navigation:
            thing.click()
        response = navigation.value
        assert response is None or response.status in {200, 422}, (
            f"{self.name} came to {self.path}: {response.status} {self.page.locator('main').inner_text()[:400]}"
        )
        self.eye.look(self.page, self.name)


@dataclass
class Town:
    """Where people come from: one browser, one served platform."""

    browser: Browser
    url: str
    eye: Eye
    scripts: bool = True

    def visitor(self, name: str = "", *, phone: bool = False) -> Person:
        """Somebody who has not signed in."""
        context = self.browser.new_context(
            viewport={"width": PHONE if phone else DESK, "height": HEIGHT},
            locale="fi-FI",
            timezone_id="Europe/Helsinki",
            reduced_motion="reduce",
            accept_downloads=True,
            java_script_enabled=self.scripts,
        )
        context.set_default_timeout(UNDER_WAY)
        return Person(name or "visitor", context.new_page(), self.url, self.eye)

    def person(self, name: str, *, phone: bool = False) -> Person:
        """A demo person, signed in by the one click of the demo page; sees their own desk."""
        who = self.visitor(name, phone=phone)
        who.open("/fi/kirjaudu/demo/")
        who.press(who.page.locator("main li").filter(has_text=name).locator("button"))
        return who
