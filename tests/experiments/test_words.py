"""One concept, one word: an experiment is `försök` in Swedish, on every screen and in every report."""

import re
from pathlib import Path

import polib
from django import forms
from django.conf import settings
from django.utils.functional import Promise

import mint.urls  # noqa: F401  # every form of every page
from mint.management import catalogues
from reports.counting.catalogue import ENTRIES

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


def test_no_form_shows_what_a_column_is_documented_with():
    """The help of a form's field is a text for people, translated; a column's own is English, for those who read the code."""
    seen = {kind for kind in _below(forms.ModelForm) if kind.__module__.startswith("experiments.")}
    assert len(seen) > 5
    assert [
        (kind.__name__, name)
        for kind in seen
        for name, field in kind.base_fields.items()
        if field.help_text and not isinstance(field.help_text, Promise)
    ] == []


def _below(kind):
    return {each for direct in kind.__subclasses__() for each in (direct, *_below(direct))}
