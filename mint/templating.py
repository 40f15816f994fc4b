"""What every template may say without loading it: icons, languages, dates, numbers, panels; and the form renderer."""

import json
import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, ClassVar

from django.conf import settings
from django.core.cache import BaseCache, caches
from django.db.models import Model
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms import BaseForm, BooleanField, BoundField, ChoiceField, Field, FileField
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.template import Library
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import formats, timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from lucide.templatetags.lucide import lucide

from mint.web import panels_for

register = Library()

VISITORS_SEE_FOR = 60  # seconds
NO_VALUE = "–"
NATIVE = {"fi": "Suomeksi", "sv": "På svenska", "en": "In English"}
DATE = {"en": "D j M Y"}
DATETIME = {"fi": r"j.n.Y \k\l\o G.i", "sv": r"j.n.Y \k\l. G.i", "en": "j M Y, G:i"}


# Drawn in one file, which browsers keep: what the workspace shows on every page, and what long pages repeat. Written into
# each page they took a fifth of it. The file is made with the style sheets.
SHEET = frozenset(
    [
        "bell",
        "building-2",
        "chevrons-up-down",
        "copy",
        "factory",
        "file-chart-column",
        "file-pen-line",
        "flask-conical",
        "graduation-cap",
        "hand-coins",
        "handshake",
        "history",
        "landmark",
        "layout-dashboard",
        "lightbulb",
        "list-checks",
        "log-out",
        "map-pin",
        "megaphone",
        "merge",
        "moon",
        "pencil-line",
        "school",
        "scroll-text",
        "shield-check",
        "sticky-note",
        "tag",
        "trash-2",
        "undo-2",
        "user",
        "users",
    ]
)


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, extra: str = "") -> SafeString:
    """A Lucide icon, hidden from assistive technology: inline, or from the sheet; `extra` adds a class."""
    classes = f"i {extra}".strip()
    if name in SHEET:
        return mark_safe(f'<svg class="{classes}" aria-hidden="true">{_used(name)}</svg>')  # noqa: S308  # as below
    svg = f'<svg class="{classes}" viewBox="0 0 24 24" aria-hidden="true">{_shapes(name)}</svg>'
    return mark_safe(svg)  # noqa: S308  # names and classes are literals of our own templates


@register.simple_tag
@lru_cache(maxsize=64)
def symbol(name: str, key: str) -> SafeString:
    """An icon drawn once for a list whose rows say `<use href="#i-key"/>`; it stands in an `<svg class="vh">`."""
    return mark_safe(_symbol(f"i-{key}", _used(name) if name in SHEET else _shapes(name)))  # noqa: S308  # as above


def _symbol(key: str, drawing: str) -> str:
    return f'<symbol id="{key}" viewBox="0 0 24 24">{drawing}</symbol>'


def _used(name: str) -> str:
    return f'<use href="{static("build/icons.svg")}#{name}"/>'


def sheet() -> str:
    """The file of the icons of SHEET."""
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(_symbol(name, _shapes(name)) for name in sorted(SHEET))}</svg>'


def _shapes(name: str) -> str:
    """Of the set, written short, for each page has dozens of icons: to a hundredth of a 24th, and few paths for many."""
    shapes = re.sub(r"^<svg[^>]*>|</svg>$|\n\s*", "", lucide(name, size=None)).replace(" />", "/>")
    while (joined := re.sub(r'(<path d="[^"]*)"/><path d="(?=M[^"]*"/>)', r"\1", shapes)) != shapes:
        shapes = joined
    return re.sub(r"\d*\.\d{3,}", lambda number: _short(float(number[0])), shapes)


def _short(number: float) -> str:
    """With its point in any case, which parts it from the number after it."""
    text = f"{number:.2f}".rstrip("0").removeprefix("0")
    return f"{text}0" if text.endswith(".") else text


def _languages(request: HttpRequest | None) -> list[dict[str, Any]]:
    """The same page in each language: only the prefix of the path changes, the query stays."""
    path = request.get_full_path() if request else "/"
    current = get_language()
    rest = re.sub(rf"^/({'|'.join(code for code, _ in settings.LANGUAGES)})(?=/|$)", "", path)
    if rest == path:
        rest = "/"
    return [
        {
            "code": code,
            "name": NATIVE.get(code, name),
            "url": f"/{code}{rest or '/'}",
            "current": code == current,
        }
        for code, name in settings.LANGUAGES
    ]


@register.inclusion_tag("components/languages.html", takes_context=True)
def language_links(context: Context) -> dict[str, Any]:
    return {"languages": _languages(context.get("request"))}


@register.simple_tag(takes_context=True)
def alternate_links(context: Context) -> str:
    """`<link rel="alternate">` for search engines, one per language."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return ""
    links = ((each["code"], f"{settings.SITE_URL}{each['url']}") for each in _languages(request))
    return format_html_join("\n", '<link rel="alternate" hreflang="{}" href="{}">', links)


# As Django's json_script: nothing in the data can end the element or begin another.
IN_SCRIPT = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
def linked_data(value: Any) -> SafeString:
    """A description for machines (JSON-LD). A block of data runs nothing, so the policy of scripts asks no nonce of it:
    one would be the same for all whom a proxy gives the page.
    """
    text = json.dumps(value, ensure_ascii=False).translate(IN_SCRIPT)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  # escaped above


@register.simple_tag(takes_context=True)
def panels(context: Context, place: str, obj: object = None) -> SafeString:
    """What other apps have registered for this place of a page, in their own templates.

    `mint.web.register_panel` says how a panel is offered. Visitors all see the same: they get it as it was within the
    last minute, so that a page many open at once asks its panels once.
    """
    request = context["request"]
    if request.user.is_authenticated or not isinstance(obj, Model):
        return _rendered(place, request, obj)
    key = f"panels:{place}:{get_language()}:{obj._meta.label_lower}:{obj.pk}:{getattr(obj, 'version', 1)}"
    html: str = _fragments().get_or_set(key, lambda: str(_rendered(place, request, obj)), VISITORS_SEE_FOR) or ""
    return mark_safe(html)  # noqa: S308  # as below


def _rendered(place: str, request: HttpRequest, obj: object) -> SafeString:
    parts = [render_to_string(template, dict(data), request) for template, data in panels_for(place, request, obj)]
    return mark_safe("".join(parts))  # noqa: S308  # rendered by our own templates, which escape


def _fragments() -> BaseCache:
    """Where {% cache %} keeps its own."""
    return caches["template_fragments" if "template_fragments" in settings.CACHES else "default"]


def _local(value: date) -> date:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.filter
def fdate(value: date | str | None) -> str:
    """`ti 24.11.2026`, in the page's language, on the Finnish calendar; of a message's context, where it is text."""
    if not value:
        return NO_VALUE
    if isinstance(value, str):
        value = date.fromisoformat(value)
    return formats.date_format(_local(value), DATE.get(get_language() or "", "D j.n.Y"))


@register.filter
def shortened(text: str, most: int) -> str:
    """At most so many characters, cut between words: `Rannoilta niitetään…`."""
    if len(text) <= most:
        return text
    words = text[:most].rsplit(None, 1)
    return (words[0] if len(words) > 1 else text[: most - 1]).rstrip(" ,.;:–-") + "…"


@register.filter
def uncapitalised(text: object) -> str:
    """A heading within a sentence: `Jatka: mitä etsitte`."""
    return f"{str(text)[:1].lower()}{str(text)[1:]}"


@register.filter
def fdatetime(value: datetime | None) -> str:
    """`24.11.2026 klo 9.41`, in the page's language and Finnish time."""
    if not value:
        return NO_VALUE
    return formats.date_format(_local(value), DATETIME.get(get_language() or "", DATETIME["fi"]))


@register.filter
def number(value: Decimal | float | str | None) -> str:
    """`1 660` or `2,5`: grouped by the page's language, without trailing zeros."""
    if value is None or value == "":
        return NO_VALUE
    exact = Decimal(str(value))
    plain = format(exact.normalize(), "f") if exact % 1 else str(int(exact))
    return formats.number_format(plain, use_l10n=True, force_grouping=True)


@register.filter
def marks(done: int, total: int) -> list[str]:
    """`3|marks:5` is the state of each step of a mini bar: done, done, now, todo, todo."""
    return ["done" if step < done else "now" if step == done else "todo" for step in range(1, int(total) + 1)]


@register.filter
def at(items: Sequence[Any], index: int) -> Any:
    """The item at an index, for a table's cells and their headings."""
    return items[index] if index < len(items) else ""


@register.filter
def share(value: Any, whole: Any) -> int:
    """Percent of a whole, 0 to 100, for a bar's width."""
    amount, total = Decimal(str(value or 0)), Decimal(str(whole or 0))
    return int(max(Decimal(0), min(Decimal(100), 100 * amount / total))) if total > 0 else 0


@register.filter
def scale(percent: int, width: int) -> int:
    """Percent of a drawing's width, in its own units."""
    return int(percent) * int(width) // 100


@register.filter
def anchor(field: BoundField) -> str:
    """The id that a link in the error summary moves to: the control, or the first of a group."""
    return field.id_for_label or f"{field.auto_id}_0"


class MintField(BoundField):
    """A field whose missing answer is asked for by its name, where the form has no words of its own for it."""

    def __init__(self, form: BaseForm, field: Field, name: str) -> None:
        super().__init__(form, field, name)
        if field.error_messages.get("required") == Field.default_error_messages["required"]:
            field.error_messages["required"] = self._asked_for()

    def _asked_for(self) -> str:
        if isinstance(self.field, ChoiceField):
            return _("Choose: %(label)s") % {"label": self.label}
        if isinstance(self.field, FileField):
            return _("Add a file: %(label)s") % {"label": self.label}
        if isinstance(self.field, BooleanField):
            return _("Tick: %(label)s") % {"label": self.label}
        return _("Fill in: %(label)s") % {"label": self.label}


DASHES = BLANK_CHOICE_DASH[0][1]  # what Django calls a choice not made


def _name_the_empty(widget: dict[str, Any]) -> None:
    """The choice not made says what is asked, not dashes."""
    for _group, options, _index in widget.get("optgroups", ()):
        for option in options:
            if option["label"] == DASHES:
                option["label"] = _("Choose")


def _count_rather_than_cut(widget: dict[str, Any]) -> None:
    """A browser cuts what is pasted at `maxlength` without a word: a long text is counted instead, and refused in words."""
    if widget["template_name"].endswith("/textarea.html") and (most := widget["attrs"].pop("maxlength", None)):
        widget["attrs"]["data-most"] = most


class MintRenderer(TemplatesSetting):
    """Our field contract in `templates/django/forms/`, and the class that each control needs."""

    CLASSES: ClassVar[dict[str, str]] = {
        "textarea": "textarea",
        "select": "select",
        **dict.fromkeys(("text", "email", "url", "password", "search", "tel", "color"), "input"),
        **dict.fromkeys(("number", "date", "datetime", "time"), "input input--s"),
    }
    bound_field_class = MintField

    def render(
        self,
        template_name: str,
        context: dict[str, Any],
        request: HttpRequest | None = None,
    ) -> str:
        widget = context.get("widget")
        if widget:
            kind = template_name.rsplit("/", 1)[-1].removesuffix(".html")
            classes = f"{self.CLASSES.get(kind, '')} {widget['attrs'].get('class', '')}".split()
            if classes:
                widget["attrs"]["class"] = " ".join(dict.fromkeys(classes))
            _name_the_empty(widget)
            _count_rather_than_cut(widget)
        return super().render(template_name, context, request)
