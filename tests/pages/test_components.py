"""Each component, by its parameters: well-formed, and keeping its contract with assistive technology."""

from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

VOID = {"br", "col", "hr", "img", "input", "link", "meta"}
NOW = datetime(2026, 11, 24, 7, 41, tzinfo=UTC)
STAGE = {"name": "Planning", "state": "done", "note": "approved 7.9."}

COMPONENTS = [
    ("pill", {"st": "open", "text": "Open"}, 'data-st="open"'),
    ("stages", {"stages": [STAGE, {"name": "Experiment", "state": "now"}]}, 'aria-current="step"'),
    ("mini", {"step": 3, "total": 5, "name": "Experiment"}, "Step 3/5: Experiment"),
    ("tasks", {"tasks": [{"text": "Costs", "done": True}, {"text": "Opinion", "url": "/x/"}]}, '<a href="/x/">Opinion'),
    ("card", {"url": "/x/", "title": "Reed", "st": "open", "word": "Open"}, 'class="card__link" href="/x/"'),
    ("notice", {"kind": "danger", "text": "Taken already."}, 'role="alert"'),
    ("notice", {"kind": "ok", "text": "Published."}, 'role="status"'),
    ("empty", {"title": "Nothing yet", "url": "/x/", "action": "Begin"}, 'href="/x/">Begin'),
    ("timeline", {"events": [{"text": "moved", "at": NOW, "undo_url": "/u/"}]}, 'datetime="2026-11-24T'),
    ("meter", {"label": "Published", "value": 7, "goal": 10}, "<b>7</b> / 10"),
    ("figures", {"figures": [{"value": 1660, "label": "visitors", "url": "/rows/"}]}, '<a href="/rows/">1,660'),
    ("table", {"caption": "All", "columns": [{"label": "Name"}], "rows": [["Reed"]]}, '<th scope="row">Reed'),
    ("dialog", {"id": "stop", "title": "Stop?", "action": "/s/", "confirm": "Stop it"}, 'aria-labelledby="stop-title"'),
    ("progress", {"id": "job", "title": "Building", "percent": 62, "poll_url": "/p/"}, 'hx-trigger="every 2s"'),
    ("match", {"score": 82, "title": "Suits", "reasons": [{"ok": True, "text": "Near", "points": 22}]}, "+22"),
    ("crumbs", {"items": [("Home", "/"), ("Reed", "")]}, '<li aria-current="page">Reed'),
    ("pager", {"page": {"next_url": "?jalkeen=x"}}, 'rel="next"'),
    ("chip", {"text": "Parikkala", "url": "?"}, "remove this filter"),
    ("files", {"files": [{"name": "Amounts", "url": "/f/", "detail": "CSV"}]}, '<a href="/f/">Amounts'),
    ("kv", {"rows": [{"label": "Period", "value": "2026", "change_url": "/c/"}]}, '<a href="/c/">Change'),
]


class Balance(HTMLParser):
    """Every opened element is closed, in order."""

    def __init__(self):
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize(
    ("name", "context", "promise"), COMPONENTS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_component_keeps_its_promise(name, context, promise):
    with override("en"):
        html = render_to_string(f"components/{name}.html", context)
    parser = Balance()
    parser.feed(html)
    assert parser.open == []
    assert promise in html


def test_a_job_that_has_ended_is_no_longer_asked_about():
    html = render_to_string("components/progress.html", {"id": "job", "title": "Built", "percent": 100})
    assert "hx-get" not in html


def test_a_page_of_a_short_list_has_no_pager():
    assert render_to_string("components/pager.html", {"page": {}}).strip() == ""
