"""What a page holds, as a browser would read it: its fields, and whatever of it would run."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

from tests.access import REGISTRY, Line
from tests.access_control.asking import Visitor
from tests.access_control.checking import HOME, path_of
from tests.estate import Estate
from tests.routes import routes

ROUTES = {route.name: route for route in routes()}
STRANGE = {"iframe", "object", "embed", "base", "applet", "frame", "frameset", "marquee", "math", "xss", "style"}
ADDRESSES = {"href", "src", "action", "formaction", "xlink:href", "data", "poster", "hx-get", "hx-post"}


class Reader(HTMLParser):
    """`fields`: names and first values of the page's controls; `runs`: tags and attributes that are none of ours."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.typed: set[str] = set()
        self.runs: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in {"input", "textarea", "select"} and (name := values.get("name")):
            self.fields.setdefault(name, values.get("value", ""))
            if tag == "textarea" or values.get("type", "text") in {
                "text",
                "email",
                "url",
                "tel",
                "search",
                "number",
                "date",
            }:
                self.typed.add(name)
        if (
            tag in STRANGE
            or (tag == "meta" and "http-equiv" in values)
            or (tag == "script" and not values.get("src", "").startswith("/static/"))
        ):
            self.runs.append(f"<{tag}>")
        self.runs += [
            f"{tag} {name}"
            for name in values
            if name.startswith("on") or "hx-on" in name or name in {"style", "srcdoc"}
        ]
        self.runs += [
            f"{tag} {name}={value}" for name, value in values.items() if name in ADDRESSES and not _is_harmless(value)
        ]


def _is_harmless(address: str) -> bool:
    if re.match(r"/\w", address):
        return True  # within the site, whatever its query holds
    scheme = urlsplit("".join(address.split())).scheme.lower()
    return scheme in {"", "http", "https", "mailto", "tel"} and "evil.example" not in address


def lines_for(who: str, estate: Estate, method: str) -> Iterator[tuple[Line, str]]:
    """(line, address) of what one has the right to, by this method."""
    for line in REGISTRY:
        rule = line.get if method == "GET" else line.post
        if rule and who in rule.through:
            yield line, path_of(line, ROUTES[line.route], estate, HOME.get(who, "company"))


def page(visitor: Visitor, path: str) -> str:
    response = visitor.answer_to("GET", path)
    is_page = response.status_code == 200 and "html" in response.get("Content-Type", "")
    return response.content.decode() if is_page else ""
