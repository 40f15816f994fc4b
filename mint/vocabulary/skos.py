"""SKOS by rdflib, of which nothing is kept but names and what is broader."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax import SAXParseException  # only the name of an error

from rdflib import Graph, Literal
from rdflib.exceptions import ParserError
from rdflib.namespace import SKOS
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.store import Store

from mint.vocabulary.entries import BrokenFileError

KEPT = {SKOS.prefLabel: "prefLabel", SKOS.altLabel: "altLabel", SKOS.broader: "broader"}


class Picked(Store):
    """Takes every statement that is read and keeps those of `KEPT`."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[str, str, str, str]] = []

    def add(self, triple: Any, context: Any, quoted: bool = False) -> None:  # noqa: FBT001, FBT002  # rdflib's own
        subject, predicate, value = triple
        if predicate in KEPT:
            language = (value.language or "") if isinstance(value, Literal) else ""
            self.rows.append((str(subject), KEPT[predicate], str(value), language))

    def bind(self, prefix: Any, namespace: Any, override: bool = True) -> None:  # noqa: FBT001, FBT002
        """Short names of addresses are not needed."""

    def namespace(self, prefix: Any) -> None:
        return None

    def prefix(self, namespace: Any) -> None:
        return None

    def namespaces(self) -> Iterator[Any]:
        return iter(())


def statements(path: Path, form: str) -> list[tuple[str, str, str, str]]:
    """(subject, predicate, object, language of a text). Raises BrokenFileError."""
    store = Picked()
    graph = Graph(store=store, bind_namespaces="none")
    try:
        with path.open("rb") as stream:
            graph.parse(stream, format=form, publicID="urn:vocabulary")
    except (BadSyntax, ParserError, SAXParseException, ValueError) as error:
        raise BrokenFileError(f"{path.name} cannot be read: {str(error).strip()[:300]}") from error
    return store.rows
