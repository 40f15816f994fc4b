"""`manage.py effect FILE.json`: the answer as JSON, or one line that says what is wrong."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.experiments.effects.test_reference import CASES

ROOT = Path(__file__).resolve().parents[3]
GOOD = {"design": "before_after", "unit": "min", "direction": "down", "before": [31, 28, 35], "after": [19, 22, 18]}
KEYS = {
    "design", "unit", "direction", "scale", "estimate", "interval", "level", "effect_size", "n", "method", "details",
    "smallest_worthwhile", "threshold", "warnings", "outcome", "sentence",
}  # fmt: skip


@pytest.fixture
def run(tmp_path):
    def run(content):
        file = tmp_path / "numbers.json"
        if isinstance(content, bytes):
            file.write_bytes(content)
        else:
            file.write_text(content if isinstance(content, str) else json.dumps(content))
        out = io.StringIO()
        call_command("effect", str(file), stdout=out)
        return json.loads(out.getvalue())

    return run


@pytest.mark.parametrize("name", CASES)
def test_every_design_answers_with_the_same_keys(run, name):
    found = run({"unit": "min", "direction": "down", "smallest_worthwhile": 0.1, **CASES[name]})

    assert set(found) == KEYS
    assert found["interval"][0] <= found["estimate"] <= found["interval"][1]
    assert set(found["effect_size"]) == {"name", "value"}
    assert set(found["sentence"]) == {"fi", "sv", "en"}
    assert found["outcome"] in {"supported", "not_supported", "inconclusive"}


@pytest.mark.parametrize(
    ("smallest", "outcome"), [(0, "supported"), (5, "supported"), (14, "inconclusive"), (40, "not_supported")]
)
def test_the_outcome_follows_from_the_smallest_worthwhile_change(run, smallest, outcome):
    before, after = [31, 28, 35, 30, 33], [19, 22, 18, 20, 17]
    found = run({**GOOD, "before": before, "after": after, "smallest_worthwhile": smallest})

    assert (found["outcome"], found["threshold"]) == (outcome, -smallest)


@pytest.mark.parametrize("key", ["comparison_after", "comparison", "control", "before"])
def test_a_comparison_group_goes_by_several_names(run, key):
    found = run({"design": "comparison", "direction": "up", "after": [5, 6, 7], key: [1, 2, 3]})

    assert (found["estimate"], found["n"]) == (4, {"comparison": 3, "own": 3, "missing": 0})


@pytest.mark.parametrize(
    "sides",
    [
        ({"successes": 48, "total": 80}, {"successes": 56, "total": 70}),
        ([48, 80], [56, 70]),
        ([1] * 48 + [0] * 32, [True] * 56 + [False] * 14),
    ],
)
def test_shares_are_given_as_totals_or_one_by_one(run, sides):
    found = run({"design": "proportions", "direction": "up", "before": sides[0], "after": sides[1]})

    assert [round(x, 4) for x in found["interval"]] == [0.0524, 0.3339]


@pytest.mark.parametrize(
    ("sides", "is_noted"),
    [
        (({"count": 12, "exposure": 4}, {"count": 30, "exposure": 5}), False),
        (([12, 4], [30, 5]), True),
        (([3, 4, 5, 0], [6, 6, 6, 6, None, 6]), False),
    ],
)
def test_counts_are_given_with_their_exposure_or_by_the_period(run, sides, is_noted):
    found = run({"design": "counts", "direction": "up", "before": sides[0], "after": sides[1]})

    assert found["estimate"] == pytest.approx(2)
    assert any("exposure" in text for text in found["warnings"]) == is_noted


def test_a_series_may_be_given_whole_with_the_place_of_its_break(run):
    whole = CASES["its_short"]
    parts = run({"direction": "down", **whole})
    series = run({"design": "its", "direction": "down", "series": whole["before"] + whole["after"], "break": 14})

    assert series == parts
    assert "lag 2" in parts["method"]
    assert parts["details"]["slope_change"]["estimate"] < 0


def test_gaps_few_values_and_echoes_are_warned_of(run):
    before = [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, None]
    found = run({**GOOD, "before": before, "after": [7, 8, 7.5]})

    assert found["n"]["missing"] == 1
    assert [text.split(":")[0] for text in found["warnings"][:2]] == ["Few values", "Missing data"]
    assert any("autocorrelation" in text for text in found["warnings"])


def made(**changes):
    return {**GOOD, **changes}


NASTY = {
    "nothing": b"",
    "not JSON": "{",
    "a list": "[1, 2]",
    "a number": "3",
    "null": "null",
    "not text": b"\xff\xfe\x00",
    "NaN": json.dumps(made(before=[1, float("nan"), 2])),
    "Infinity": json.dumps(made(after=[1, float("inf")])),
    "far too large": '{"design": "before_after", "direction": "up", "before": [1, 2], "after": [1e400, 1]}',
    "a long integer": '{"design": "before_after", "direction": "up", "before": [1, 2], "after": [1, 1'
    + "0" * 5000
    + "]}",
    "large": made(before=[1e300, 2]),
    "deep": "[" * 100_000,
    "no design": {"before": [1, 2], "after": [1, 2]},
    "unknown design": made(design="rct"),
    "design is a list": made(design=["did"]),
    "no direction": {key: value for key, value in GOOD.items() if key != "direction"},
    "unknown direction": made(direction="sideways"),
    "direction is a list": made(direction=["up"]),
    "empty": made(before=[], after=[]),
    "one value": made(before=[1], after=[2]),
    "one value on a side": made(before=[1, 2, 3], after=[2]),
    "gaps only": made(before=[None, None, None]),
    "constants": made(before=[5, 5, 5], after=[5, 5]),
    "different constants": made(before=[5, 5, 5], after=[3, 3]),
    "rounded constants": made(before=[0.1, 0.1, 0.1], after=[0.3, 0.3, 0.3]),
    "texts": made(before=["1", "2"]),
    "truth": made(before=[True, False]),
    "lists in a list": made(before=[[1], [2]]),
    "an object": made(before={"a": 1}),
    "a text": made(before="12345"),
    "one side": {key: value for key, value in GOOD.items() if key != "after"},
    "wrong way": made(direction="up", smallest_worthwhile=-3),
    "smallest is a text": made(smallest_worthwhile="5"),
    "smallest is true": made(smallest_worthwhile=True),
    "unit is a number": made(unit=5),
    "unequal pairs": made(design="paired", before=[1, 2, 3], after=[1, 2]),
    "whole pairs are few": made(design="paired", before=[1, None, 3], after=[None, 2, 4]),
    "pairs that differ alike": made(design="paired", before=[1, 2, 3], after=[2, 3, 4]),
    "did without comparison": made(design="did"),
    "comparison alone": made(design="comparison", before=None),
    "shares of nothing": made(design="proportions", before=[], after=[]),
    "more than all": made(design="proportions", before={"successes": 5, "total": 3}, after=[1, 0]),
    "half a success": made(design="proportions", before={"successes": 1.5, "total": 3}, after=[1, 0]),
    "less than none": made(design="proportions", before={"successes": -1, "total": 3}, after=[1, 0]),
    "no total": made(design="proportions", before={"successes": 1}, after=[1, 0]),
    "neither 0 nor 1": made(design="proportions", before=[0, 1, 2], after=[1, 0, 1]),
    "objects for shares": made(design="proportions", before=[{}], after=[1, 0, 1]),
    "comparison only": made(design="proportions", before=None, after=None, comparison=[1, 0, 1]),
    "no exposure": made(design="counts", before=[5, 0], after=[5, 1]),
    "negative count": made(design="counts", before=[-5, 1], after=[5, 1]),
    "no events before": made(design="counts", before=[0, 10], after=[5, 10]),
    "part of an event": made(design="counts", before=[1.5, 2.5, 1], after=[5, 10, 3]),
    "a fall by more than all": made(design="counts", before=[5, 1], after=[5, 1], smallest_worthwhile=1.5),
    "a short series": made(design="its", before=[1, 2], after=[3, 4]),
    "a straight series": made(design="its", before=[1, 2, 3, 4], after=[5, 6, 7, 8]),
    "a flat series": made(design="its", before=[1, 1, 1, 1], after=[1, 1, 1, 1]),
    "a break outside": {"design": "its", "direction": "up", "series": [1, 2, 3, 4], "break": 9},
    "no break": {"design": "its", "direction": "up", "series": [1, 2, 3, 4]},
}


@pytest.mark.parametrize("content", NASTY.values(), ids=NASTY)
def test_what_is_wrong_is_said_in_one_line(run, content):
    with pytest.raises(CommandError) as refused:
        run(content)

    assert refused.value.returncode in {1, 2}
    assert 0 < len(str(refused.value)) < 250
    assert "\n" not in str(refused.value)


def test_a_file_that_is_not_there_is_said(tmp_path):
    for path in (tmp_path / "no.json", tmp_path):
        with pytest.raises(CommandError, match="cannot be read"):
            call_command("effect", str(path))


@pytest.mark.slow
def test_the_command_needs_no_database_and_shows_no_traceback(tmp_path):
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps(GOOD))
    bad.write_text(json.dumps(made(before=[])))
    nowhere = dict.fromkeys(
        ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_SYSTEM_URL"), "postgres://nobody@127.0.0.1:1/none"
    )
    environment = {**os.environ, **nowhere, "REDIS_URL": "redis://127.0.0.1:1"}

    def command(file):
        return subprocess.run(
            [sys.executable, "manage.py", "effect", str(file)],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    found, refused = command(good), command(bad)
    assert (found.returncode, found.stderr) == (0, "")
    assert json.loads(found.stdout)["outcome"] == "supported"
    assert (refused.returncode, refused.stdout) == (1, "")
    assert len(refused.stderr.strip().splitlines()) == 1
