"""Names and addresses that were copied into other texts: messages, jobs, a report's line. An erasure takes them out."""

import json
import re
from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

from mint.privacy.fields import Table, tables

INSTEAD = "[poistettu]"


def take_out(*, words: Sequence[str]) -> None:
    """In what was written to others the word gives way; the rest of it is theirs."""
    if not words:
        return
    for table in tables().values():
        if table.mentions:
            _of_table(table, words)


def _mentions(words: Sequence[str], columns: Sequence[str]) -> Q:
    found = Q()
    for column in columns:
        for word in words:
            found |= Q(**{f"{column}__icontains" if "@" in word else f"{column}__contains": word})
    return found


def _of_table(table: Table, words: Sequence[str]) -> None:
    texts = {f"{name}_as_text": Cast(name, models.TextField()) for name in table.mentions}
    # in JSON a quotation mark within a name stands escaped
    written = {*words, *(json.dumps(word, ensure_ascii=False)[1:-1] for word in words)}
    rows = table.model._base_manager.alias(**texts).filter(_mentions(sorted(written), list(texts)))
    for row in rows.only("pk", *table.mentions):
        values = {name: _without(getattr(row, name), words) for name in table.mentions}
        table.model._base_manager.filter(pk=row.pk).update(**values)


def _without(value: Any, words: Sequence[str]) -> Any:
    """The same text or JSON, with each word replaced; keys of JSON are the code's own."""
    if isinstance(value, dict):
        return {key: _without(each, words) for key, each in value.items()}
    if isinstance(value, list):
        return [_without(each, words) for each in value]
    return _replaced(value, words) if isinstance(value, str) else value


def _replaced(text: str, words: Sequence[str]) -> str:
    """From a word's beginning on, whatever ending it has; never longer than before, so that it fits its column."""
    for word in words:
        flags = re.IGNORECASE if "@" in word else re.NOFLAG
        text = re.sub(rf"(?<!\w){re.escape(word)}", INSTEAD[: len(word)], text, flags=flags)
    return text
