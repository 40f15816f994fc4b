"""python -m tests.bench.matching [FOLDER]: does matching find what belongs together? Prints our figures beside BM25's.

FOLDER holds the benchmarks (candidates, queries and judgements; see its README); they are no part of this repository.
"""

from __future__ import annotations

import json
import math
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean
from typing import Any

SHARED = Path(__file__).resolve().parents[3] / "shared"
FOLDER, LABELS = SHARED / "benchmarks" / "matching", SHARED / "data" / "yso-labels.tsv"
TOP = 100
Ranker = Callable[[dict[str, Any]], list[str]]
Figures = dict[str, float]


def main(folder: Path = FOLDER) -> int:
    if not (folder / "candidates.jsonl").exists():
        print(f"The benchmarks are not here: {folder} has no candidates.jsonl. Nothing was measured.")
        return 0
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mint.settings")
    import django

    django.setup()
    print(f"{'':34}{'nDCG@10':>9}{'en>fi':>9}{'sv>fi':>9}{'seconds':>9}")
    for name, rankers in _ways().items():
        began = time.perf_counter()
        figures = _figures(folder, rankers)
        seconds = time.perf_counter() - began
        print(f"{name:34}" + "".join(f"{value:9.3f}" for value in figures.values()) + f"{seconds:9.1f}", flush=True)
    return 0


def _ways() -> dict[str, Callable[[list[dict[str, Any]]], Ranker]]:
    from mint.vocabulary import builtin, files

    own = builtin.entries()
    ways = {"BM25, Snowball stems": _stemmed, "MINT, built-in vocabulary": _ours(lambda: own)}
    if LABELS.exists():
        ways["MINT, built-in and YSO"] = _ours(lambda: [*own, *files.read(LABELS, "yso")])
    return ways


def _ours(entries: Callable[[], list[Any]]) -> Callable[[list[dict[str, Any]]], Ranker]:
    from functools import cache

    from mint.matching.texts import Candidate, Question, library_of
    from mint.vocabulary.naming import lexicon_from
    from mint.vocabulary.reading import Reader

    reader = cache(lambda: Reader(lexicon_from(entries())))

    def prepared(rows: list[dict[str, Any]]) -> Ranker:
        library = library_of(
            (Candidate(row["id"], row["lang"], row["text"], tuple(row["concepts"])) for row in rows), reader()
        )
        return lambda row: library.ranking(Question(row["id"], row["lang"], row["text"]), TOP)

    return prepared


def _stemmed(rows: list[dict[str, Any]]) -> Ranker:
    from functools import cache

    import snowballstemmer

    from mint.matching.bm25 import index_of
    from mint.vocabulary.words import WORD

    stem = cache(snowballstemmer.stemmer("finnish").stemWord)
    counted = lambda text: Counter(map(stem, WORD.findall(text.casefold())))  # noqa: E731
    index = index_of((counted(row["text"]) for row in rows), length=0.75)

    def ranked(row: dict[str, Any]) -> list[str]:
        totals: dict[int, float] = defaultdict(float)
        index.add(counted(row["text"]), 1, totals)
        return [rows[place]["id"] for place in sorted(totals, key=lambda place: (-totals[place], place))[:TOP]]

    return ranked


def _figures(folder: Path, prepared: Callable[[list[dict[str, Any]]], Ranker]) -> Figures:
    found: Figures = {}
    for part, groups in ((folder, ("",)), (folder / "crosslingual", ("en-", "sv-"))):
        rank = prepared(list(_lines(part / "candidates.jsonl")))
        runs = {row["id"]: rank(row) for row in _lines(part / "queries-dev.jsonl")}
        judged = _judged(part / "qrels-dev.tsv")
        for group in groups:
            measure = _first if group else _gain
            found[group] = mean(measure(runs.get(key, []), of) for key, of in judged.items() if key.startswith(group))
    return found


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _judged(path: Path) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        query, candidate, grade = line.split("\t")
        found[query][candidate] = int(grade)
    return found


def _first(ranking: list[str], judged: dict[str, int]) -> float:
    """One over the place of the first right one."""
    return next((1 / place for place, key in enumerate(ranking, start=1) if key in judged), 0.0)


def _gain(ranking: list[str], judged: dict[str, int]) -> float:
    """Discounted gain of the first ten, of the best possible."""
    best = sorted(judged.values(), reverse=True)
    return _discounted([judged.get(key, 0) for key in ranking]) / _discounted(best)


def _discounted(grades: list[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:10]))


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
