"""What every view shares: fragments, answers, paging by key, and what becomes of bad input."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.exceptions import BadRequest
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails
from whitenoise.storage import CompressedManifestStaticFilesStorage

Model = TypeVar("Model", bound=models.Model)
PAGE_SIZE = 25
CURSORS = ("jalkeen", "ennen")


class MoveError(Exception):
    """A move that cannot be made now; the text says why, in the reader's language; `url` and `link` where to go instead."""

    def __init__(self, text: "str | Promise" = "", *, url: str = "", link: str = "") -> None:
        super().__init__(text)
        self.url, self.link = url, link


class StaleError(MoveError):
    """Somebody has saved the row after the form was opened."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody has changed this after you opened it. Open the page again; your text is in the previous one.")
        )


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed; a name missing from the manifest is served as it is (a bare checkout's tests)."""

    manifest_strict = False


# --- fragments and answers ---------------------------------------------------------------------------------------


def wants_partial(request: HttpRequest) -> bool:
    """Did htmx ask for the fragment, not the page?"""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    return bool(htmx) and not (htmx and htmx.history_restore_request)


def answer(
    request: HttpRequest,
    obj: models.Model,
    *,
    partial: str,
    text: str = "",
    undo_url: str = "",
    to: str = "",
) -> HttpResponse:
    """After an unsafe request: the page again (303), or its own partial with a toast for htmx."""
    if wants_partial(request):
        response = render(request, partial, {"object": obj, obj._meta.model_name or "object": obj})
        if text:
            response["HX-Trigger"] = json.dumps({"mint:toast": {"text": text, "undo": undo_url}})
        return response
    if text:
        messages.success(request, text, extra_tags=undo_url)
    response = HttpResponseRedirect(to or obj.get_absolute_url())  # type: ignore[attr-defined]  # every noun with a page has one
    response.status_code = 303
    return response


def refused(request: HttpRequest, error: MoveError) -> HttpResponse:
    """409: what was asked cannot be done now, and why."""
    template = "components/notice.html" if wants_partial(request) else "409.html"
    context = {"kind": "danger", "text": str(error), "url": error.url, "link": error.link, "error": error}
    context |= {"back": _came_from(request), "typed": typed(request)}
    return render(request, template, context, status=409)


def typed(request: HttpRequest) -> list[str]:
    """What somebody wrote in the form that was refused, to be copied from its page: words, not keys and choices."""
    values = (value.strip() for name in request.POST if "password" not in name for value in request.POST.getlist(name))
    return [value for value in values if " " in value]


def _came_from(request: HttpRequest) -> str:
    """The page of this site that the request was made on; empty when it is not known, or is this very address."""
    address = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return ""
    return "" if address == request.build_absolute_uri() and request.method == "GET" else address


View = TypeVar("View", bound=Callable[..., HttpResponse])


def outside_transaction(view: View) -> View:
    """A view that asks another server: its request has no transaction open meanwhile (mint/tenancy/middleware.py).

    It is asked by POST; what it shows of rows it reads inside `isolation.context.acting`.
    """
    view.outside_transaction = True  # type: ignore[attr-defined]  # read by the middleware, through functools.wraps
    return view


# --- paging by key -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Page(Generic[Model]):
    rows: list[Model]
    next_url: str = ""
    previous_url: str = ""

    def __iter__(self) -> Any:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


_signer = signing.Signer(salt="mint.web.page")


def paginate(
    request: HttpRequest,
    rows: models.QuerySet[Model],
    *,
    by: tuple[str, ...] = ("-id",),
    size: int = PAGE_SIZE,
) -> "Page[Model]":
    """One page in the order of `by` (all descending or all ascending, not null, the last one unique).

    The cursor is signed: a forged or stale one is refused with 400. `jalkeen` pages forward, `ennen` backward.
    """
    descending = by[0].startswith("-")
    names = tuple(name.lstrip("-") for name in by)
    backward, values = position(request, by)
    order = names if backward == descending else tuple(f"-{name}" for name in names)
    rows = rows.order_by(*order)
    if values:
        rows = rows.filter(_past(names, values, greater=backward == descending))
    found = list(rows[: size + 1])
    more, found = len(found) > size, found[:size]
    if backward:
        found.reverse()
    if not found:
        return Page([])
    has_next, has_previous = (True, more) if backward else (more, bool(values))
    return Page(
        found,
        _link(request, "jalkeen", names, found[-1]) if has_next else "",
        _link(request, "ennen", names, found[0]) if has_previous else "",
    )


def position(request: HttpRequest, by: tuple[str, ...]) -> tuple[bool, list[Any]]:
    """Where the page begins: is it paged backward, and from which values on (none: the beginning of the list)."""
    cursor = request.GET.get("ennen") or request.GET.get("jalkeen") or ""
    names = tuple(name.lstrip("-") for name in by)
    return "ennen" in request.GET, _read(cursor, names) if cursor else []


def _past(names: tuple[str, ...], values: list[Any], *, greater: bool) -> Q:
    compare = "gt" if greater else "lt"
    if len(names) == 1:
        return Q(**{f"{names[0]}__{compare}": values[0]})
    first = Q(**{f"{names[0]}__{compare}": values[0]})
    return first | (Q(**{names[0]: values[0]}) & _past(names[1:], values[1:], greater=greater))


def _read(cursor: str, names: tuple[str, ...]) -> list[Any]:
    """The values to go on from; a cursor of a list in another order is as wrong as a forged one."""
    try:
        order, values = _signer.unsign_object(cursor)
    except (signing.BadSignature, ValueError) as error:
        raise BadRequest(_("The page link is not valid. Start again from the beginning of the list.")) from error
    if order != list(names):
        raise BadRequest(_("The page link is not valid. Start again from the beginning of the list."))
    return list(values)


def _link(request: HttpRequest, name: str, names: tuple[str, ...], row: models.Model) -> str:
    query = request.GET.copy()
    for key in CURSORS:
        query.pop(key, None)
    query[name] = _signer.sign_object([names, [_plain(getattr(row, field)) for field in names]])
    return f"?{query.urlencode()}"


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


# --- panels: a page's place for what other apps know ----------------------------------------------------------------

# the request is tenancy's typed one, which this module may not name
PanelFunction = Callable[[Any, Any], Mapping[str, Any] | None]
_panels: dict[str, list[tuple[int, PanelFunction, str]]] = {}


def register_panel(place: str, function: PanelFunction, template: str, *, order: int = 50) -> None:
    """Offer `template` at `place`; `function(request, obj)` gives its context, or None for nothing to show."""
    _panels.setdefault(place, []).append((order, function, template))
    _panels[place].sort(key=lambda panel: (panel[0], panel[2]))


def panels_for(place: str, request: HttpRequest, obj: Any) -> Iterable[tuple[str, Mapping[str, Any]]]:
    """(template, context) of each panel that has something to show."""
    for _order, function, template in _panels.get(place, ()):
        context = function(request, obj)
        if context is not None:
            yield template, context


# --- input that no form will see ------------------------------------------------------------------------------------


class CleanInputMiddleware:
    """A NUL or a lone surrogate in the address or the query is a bad request, never a server error; so is too much."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not (_is_clean(request.path) and all(map(_is_clean, _texts(request)))):
            return render(
                request,
                "400.html",
                {"exception": _("The address has characters in it that cannot be used.")},
                status=400,
            )
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > settings.LARGEST_REQUEST:
            return render(request, "400.html", {"exception": _("What was sent is too large.")}, status=413)
        return self.get_response(request)


def _texts(request: HttpRequest) -> Iterable[str]:
    for key, values in request.GET.lists():
        yield key
        yield from map(str, values)


_UNUSABLE = re.compile("[\0\ud800-\udfff]")


def _is_clean(text: str) -> bool:
    return _UNUSABLE.search(text) is None
