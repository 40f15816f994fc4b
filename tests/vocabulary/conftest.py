"""Sixty short texts of ours in three languages, and our own vocabulary read from its files."""

import json
from pathlib import Path

import pytest

from mint.vocabulary import builtin
from mint.vocabulary.naming import lexicon_from
from mint.vocabulary.reading import Reader


@pytest.fixture(scope="session")
def lexicon():
    return lexicon_from(builtin.entries())


@pytest.fixture(scope="session")
def reader(lexicon):
    return Reader(lexicon)


@pytest.fixture(scope="session")
def texts():
    lines = (Path(__file__).parent / "texts.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines]
