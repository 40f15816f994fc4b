"""A comment's text: a little Markdown, and nothing that runs, loads or frames anything."""

from functools import cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

RULES = ("newline", "emphasis", "link", "backticks", "escape", "entity", "list", "blockquote")
TAGS = {"p", "br", "em", "strong", "ul", "ol", "li", "a", "code", "blockquote"}


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("zero", {"breaks": True, "html": False, "maxNesting": 20}).enable(list(RULES))


def rendered(text: str) -> SafeString:
    """Emphasis, lists, quotations, code and links; a line's end is a line's end. What else is typed stays as it was typed."""
    html = nh3.clean(
        _parser().render(text),
        tags=TAGS,
        attributes={"a": {"href"}, "ol": {"start"}, "*": set()},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener ugc",
    )
    return mark_safe(html)  # noqa: S308  # nh3 has left only the tags above
