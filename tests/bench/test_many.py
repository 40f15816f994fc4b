"""The bench's records of many tenants fit the tables as they are now."""

import pytest

from mint.isolation import context
from tests.bench import many

SMALL = {"challenges": 80, "parties": 120, "metrics": 40, "needs": 60, "matches": 60, "placements": 100}


def test_the_records_of_the_bench_can_be_loaded(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "OTHERS", SMALL)
    monkeypatch.setattr(many, "EXPERIMENTS", 40)
    monkeypatch.setattr(many, "MEASUREMENTS", 200)
    monkeypatch.setattr(many, "LONG_SERIES", 44)
    with context.system("test"):
        many.load()
        assert many.counted() == 40 + 200 + sum(SMALL.values())
