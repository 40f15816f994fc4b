"""One concept, one word: an experiment is `försök` in Swedish, on every screen and in every report."""

import re
from pathlib import Path

import polib
from django.conf import settings

from mint.management import catalogues
from reports.catalogue import ENTRIES

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
OTHER_WORD = re.compile(r"\bexperiment(et|en|ets|s)?\b", re.IGNORECASE)


def test_no_swedish_text_calls_an_experiment_otherwise():
    path = catalogues.catalogue_path(Path(settings.BASE_DIR), "sv")
    texts = [text for entry in polib.pofile(str(path)) for text in (entry.msgstr, *entry.msgstr_plural.values())]
    assert [text for text in texts if OTHER_WORD.search(PLACEHOLDER.sub("", text))] == []


def test_no_swedish_indicator_calls_it_otherwise():
    assert [
        text
        for entry in ENTRIES
        for text in (entry.name[1], entry.definition[1], entry.evidence[1])
        if OTHER_WORD.search(text)
    ] == []
