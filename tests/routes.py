"""Every route of the platform, as Django resolves them."""

import uuid
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, UUIDConverter


class Route(NamedTuple):
    """`path` has stand-ins for its parameters: rows that are not there, and the organisation `company`."""

    name: str
    path: str
    parameters: tuple[str, ...]

    @property
    def is_of_organisation(self) -> bool:
        return "organisation" in self.parameters


def routes() -> Iterator[Route]:
    yield from _under(get_resolver(), "", "/", ())


def _under(resolver: Any, namespace: str, prefix: str, parameters: tuple[str, ...]) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        path, named = prefix + _filled(entry.pattern), (*parameters, *entry.pattern.converters)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _under(entry, inner, path, named)
        elif isinstance(entry, URLPattern) and entry.name:
            yield Route(f"{namespace}{entry.name}", path, named)


def _filled(pattern: Any) -> str:
    route = str(pattern)
    for name, converter in pattern.converters.items():
        kind = type(converter)
        value = (
            "company" if name == "organisation"
            else "1" if kind is IntConverter
            else str(uuid.UUID(int=0)) if kind is UUIDConverter
            else "x"
        )  # fmt: skip
        for spelled in (f"<{kind.__name__.removesuffix('Converter').lower()}:{name}>", f"<{name}>"):
            route = route.replace(spelled, value)
    return route
