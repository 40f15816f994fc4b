"""Rank candidates for questions by their texts, with the engine that ranks offers: for measuring it."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mint.isolation import context
from mint.matching.texts import Candidate, Question, library_of
from mint.vocabulary import stored
from mint.vocabulary.reading import Reader
from mint.vocabulary.words import language_of


class Command(BaseCommand):
    help = (
        "Read JSON lines (id, text, and if known lang and a candidate's concepts) and print for each query a JSON line "
        "with its id and the ranking of the candidates' ids, best first."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--candidates", type=Path, required=True)
        parser.add_argument("--queries", type=Path, required=True)
        parser.add_argument("--top", type=int, default=100)

    def handle(self, *_args: Any, candidates: Path, queries: Path, top: int, **_options: Any) -> None:
        with context.system("operator.rank_texts"):
            reader = Reader(stored.current(across=True))
        rows = (
            Candidate(row["id"], row["lang"], row["text"], tuple(map(str, row.get("concepts") or ())))
            for row in _rows(candidates)
        )
        library = library_of(rows, reader)
        for row in _rows(queries):
            ranking = library.ranking(Question(row["id"], row["lang"], row["text"]), top)
            self.stdout.write(json.dumps({"id": row["id"], "ranking": ranking}))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _row(line, f"{path.name}, line {number}")
    except OSError as error:
        raise CommandError(str(error)) from error


def _row(line: str, place: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
        text = str(row["text"])
        return {**row, "id": str(row["id"]), "text": text, "lang": language_of(text, str(row.get("lang") or ""))}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CommandError(f"{place} is no JSON object with id and text: {error}") from error
