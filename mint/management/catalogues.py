"""Translation catalogues without GNU gettext: extract msgids from code and templates, merge, compile, check.

msgids are English in the code, so only the other languages have catalogues. A text's key is (context, msgid, plural),
with None where there is no context or plural.
"""

import json
import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import polib
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    **dict.fromkeys(("_", "_l", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
WITHOUT_TEXTS = {"tests", "static", "var", "node_modules", "migrations"}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")
CONTEXT_SEPARATOR, PLURAL_SEPARATOR = "\x04", "|||"
HEADER = {
    "Project-Id-Version": "MINT",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",  # right for Finnish and Swedish
}


class Key(NamedTuple):
    context: str | None
    msgid: str
    plural: str | None


Texts = dict[Key, set[str]]  # where each text is used: file names, without lines that would change every day
Given = dict[Key, dict[str, str | list[str]]]  # translations by language


def extract(root: Path) -> Texts:
    """Every text of the code and templates below `root`."""
    texts: Texts = {}
    for path in _sources(root):
        for key in _texts_of(path):
            texts.setdefault(key, set()).add(path.relative_to(root).as_posix())
    return texts


def catalogue_path(root: Path, language: str) -> Path:
    return root / "mint" / "locale" / language / "LC_MESSAGES" / "django.po"


def load(path: Path) -> dict[Key, polib.POEntry]:
    entries = polib.pofile(str(path)) if path.exists() else []
    return {_key(entry): entry for entry in entries if not entry.obsolete}


def updated(path: Path, texts: Texts, given: Given, language: str) -> polib.POFile:
    """The catalogue with exactly `texts`, sorted, filled from itself and from `given` (which wins)."""
    before = load(path)
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {"Language": language, **HEADER}
    for key in sorted(texts, key=lambda key: (key.msgid, key.context or "", key.plural or "")):
        entry = _entry(key, texts[key], before.get(key))
        _translate(entry, given.get(key, {}).get(language))
        catalogue.append(entry)
    return catalogue


def problems(path: Path, texts: Texts) -> list[str]:
    """What is missing, fuzzy, stale or has other placeholders than its msgid; one line each."""
    entries = load(path)
    found = [f"not in the catalogue: {key.msgid!r} ({', '.join(sorted(texts[key]))})" for key in texts.keys() - entries]
    found += [f"no longer in the code: {key.msgid!r}" for key in entries.keys() - texts]
    for key in texts.keys() & entries:
        entry = entries[key]
        if not entry.translated():
            state = "fuzzy" if entry.fuzzy else "untranslated"
            found.append(f"{state}: {key.msgid!r} ({', '.join(sorted(texts[key]))})")
        elif _placeholders_differ(entry):
            found.append(f"other placeholders than the msgid: {key.msgid!r}")
    return sorted(found)


def read_translations(folder: Path) -> tuple[Given, list[str]]:
    r"""Translations from the JSON files of `folder`, and the conflicts between them (the first file wins).

    {"msgid": {"fi": "…", "sv": "…"}, "context\u0004msgid": {…}, "msgid|||plural": {"fi": ["…", "…"], …}}
    """
    given: Given = {}
    conflicts: list[str] = []
    for path in sorted(folder.glob("*.json")):
        for text, translations in json.loads(path.read_text()).items():
            for key in _keys_written(text):
                known = given.setdefault(key, dict(translations))
                if known != translations:
                    conflicts.append(f"{path.name}: {text!r} is translated otherwise in an earlier file")
    return given, conflicts


def _keys_written(text: str) -> Iterator[Key]:
    """The key as written, and the one it has in a template, where a lone % is doubled."""
    context, separator, rest = text.rpartition(CONTEXT_SEPARATOR)
    msgid, _, plural = rest.partition(PLURAL_SEPARATOR)
    yield Key(context if separator else None, msgid, plural or None)
    doubled = re.sub(r"%(?![%(])", "%%", msgid)
    if doubled != msgid and not plural:
        yield Key(context if separator else None, doubled, None)


def _sources(root: Path) -> Iterator[Path]:
    for top in sorted(root.iterdir()):
        if not top.is_dir() or top.name.startswith(".") or top.name in WITHOUT_TEXTS:
            continue
        for path in sorted(top.rglob("*")):
            template = path.suffix in {".html", ".txt"} and "templates" in path.parts
            if (path.suffix == ".py" or template) and not WITHOUT_TEXTS.intersection(path.relative_to(root).parts):
                yield path


def _texts_of(path: Path) -> Iterator[Key]:
    source = path.read_text()
    if path.suffix != ".py":
        # what templatize() leaves of a template is calls between rows of X; indentation means nothing there
        source = "\n".join(line.lstrip() for line in templatize(source, origin=str(path)).splitlines()) + "\n"
    stream = BytesIO(source.encode())
    for _line, function, arguments, _comments in extract_python(stream, KEYWORDS, [], {"encoding": "utf-8"}):
        key = _called(str(function), arguments)
        if key is not None and key.msgid:
            yield key


def _called(function: str, arguments: str | Iterable[str | None] | None) -> Key | None:
    """The text of one call; None when its msgid is no literal."""
    values = [arguments] if isinstance(arguments, str) else list(arguments or ())
    if not values:
        return None
    context = values.pop(0) if "pgettext" in function else None
    wanted = 2 if "ngettext" in function or "npgettext" in function else 1
    if len(values) < wanted or any(value is None for value in values[:wanted]):
        return None
    return Key(context, values[0] or "", values[1] if wanted == 2 else None)


def _key(entry: polib.POEntry) -> Key:
    return Key(entry.msgctxt, entry.msgid, entry.msgid_plural or None)


def _entry(key: Key, files: set[str], before: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(msgctxt=key.context, msgid=key.msgid, msgid_plural=key.plural or "")
    entry.occurrences = [(name, "") for name in sorted(files)]
    if before:
        entry.msgstr, entry.msgstr_plural, entry.flags = (before.msgstr, before.msgstr_plural, before.flags)
    elif key.plural:
        entry.msgstr_plural = {0: "", 1: ""}
    return entry


def _translate(entry: polib.POEntry, text: str | list[str] | None) -> None:
    if text is None:
        return
    entry.flags = []
    if entry.msgid_plural:
        forms = [text, text] if isinstance(text, str) else text
        entry.msgstr_plural = dict(enumerate(forms))
    else:
        entry.msgstr = text if isinstance(text, str) else text[0]


def _placeholders_differ(entry: polib.POEntry) -> bool:
    """The form for one may leave out the number, no form may have others than the msgid."""
    if not entry.msgid_plural:
        return _placeholders(entry.msgstr) != _placeholders(entry.msgid)
    wanted = _placeholders(entry.msgid) | _placeholders(entry.msgid_plural)
    one, *more = (_placeholders(form) for _, form in sorted(entry.msgstr_plural.items()))
    return not one <= wanted or any(form != wanted for form in more)


def _placeholders(text: str) -> set[str]:
    return {match.group(0) for match in PLACEHOLDER.finditer(text.replace("%%", ""))}
