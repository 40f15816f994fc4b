"""Against R: reference.json was made once by reference.R from cases.json. Both are beside this file."""

import json
from pathlib import Path

import pytest

from experiments.effects.computing import effect_of
from experiments.effects.reading import read

HERE = Path(__file__).parent
CASES = json.loads((HERE / "cases.json").read_text())
REFERENCE = json.loads((HERE / "reference.json").read_text())


def effect(name):
    return effect_of(read(json.dumps({"direction": "up", **CASES[name]})).sample)


def close(value):
    return pytest.approx(value, rel=1e-6, abs=1e-9)


@pytest.mark.parametrize("name", CASES)
def test_every_case_is_what_r_says(name):
    found, expected = effect(name), REFERENCE[name]

    assert (found.estimate, found.low, found.high) == close((expected["estimate"], expected["low"], expected["high"]))
    assert found.size == (None if expected["size"] == "-Inf" else close(expected["size"]))
    assert found.more.get("df") == (close(expected["df"]) if "df" in expected else None)


@pytest.mark.parametrize("name", [name for name in CASES if CASES[name]["design"] == "its"])
def test_the_lag_and_the_change_of_slope_are_what_r_says(name):
    found, expected = effect(name).more, REFERENCE[name]

    assert found["lag"] == expected["lag"]
    slope = found["slope_change"]
    assert [slope["estimate"], *slope["interval"]] == close(
        [expected["slope"], expected["slope_low"], expected["slope_high"]]
    )
