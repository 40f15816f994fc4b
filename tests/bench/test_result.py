"""The bench's table and file, on made-up figures."""

import json
from pathlib import Path
from typing import Any

from tests.bench import result
from tests.bench.result import Page, Timing


def page(**changes: Any) -> Page:
    same: dict[str, Any] = {"cpu_ms": 6.0, "ratio": 1.0, "one": Timing(150, 6, 9), "four": Timing(250, 14, 22)}
    return Page(**{**same, "sql": 3, "rows": 40, "bytes": 25_000, **changes})


def test_the_table_marks_what_is_over_its_limit(tmp_path: Path) -> None:
    pages = {"ref": page(sql=1), "public_list": page(ratio=1.61, row_security=1.2), "signed_in_list": page(share=0.3)}
    lines = result.table(pages).splitlines()
    assert [line.split()[-1] for line in lines[2:4]] == ["OVER", "ok"]
    assert lines[-1].strip() == "public_list: CPU 1.61 > 1.5 x REF"
    result.write(tmp_path / "bench.json", pages, {"rows": 10})
    written = json.loads((tmp_path / "bench.json").read_text())
    assert (written["public_list"]["ratio"], written["public_list"]["p95_4"], written["_run"]) == (
        1.61,
        22,
        {"rows": 10},
    )


def test_only_counts_end_the_bench_with_an_error() -> None:
    assert result.exit_status({"public_list": page(ratio=9)}.items()) == 0
    assert result.exit_status({"public_list": page(sql=4)}.items()) == 1


def test_a_rate_is_the_median_batchs_and_percentiles_are_over_all() -> None:
    assert result.timing([(1.0, [0.5, 0.5]), (2.0, [1.0, 1.0]), (4.0, [2.0, 2.0])]) == Timing(1.0, 1000.0, 2000.0)
