"""What was measured, beside what is allowed: the table and var/bench.json."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Limit:
    """A page's ceiling: CPU as a multiple of REF, statements, and bytes of HTML."""

    ratio: float
    sql: int
    bytes: int


LIMITS = {
    "public_list": Limit(1.5, 3, 30_000),
    "public_detail": Limit(1.2, 4, 20_000),
    "public_experiment": Limit(2.0, 9, 30_000),  # 100,000 measurements
    "signed_in_list": Limit(3.0, 8, 30_000),
    "signed_in_search": Limit(3.0, 8, 30_000),
    "signed_in_find": Limit(3.0, 8, 30_000),
    "signed_in_detail": Limit(2.5, 10, 20_000),
}
LEAST_SHARE = {"public_list": 0.45}  # of REF's requests per second at 4 clients
MOST_ROW_SECURITY = {"public_list": 1.5, "signed_in_list": 1.5, "signed_in_search": 3.0}
WIDE = 18


@dataclass(frozen=True)
class Timing:
    """Requests answered by `clients` at once: how many a second, and how long they took (ms)."""

    rps: float
    p50: float
    p95: float


@dataclass
class Page:
    """One page's figures; `row_security` is the ratio of its own query with policies to the same without."""

    cpu_ms: float
    ratio: float
    one: Timing
    four: Timing
    share: float = 1.0
    sql: int = 0
    repeated: int = 0
    rows: int = 0
    bytes: int = 0
    row_security: float | None = None

    def as_json(self) -> dict[str, object]:
        """Flat: rps, p50 and p95 are those of one client, with _4 those of four."""
        flat = {key: value for key, value in asdict(self).items() if key not in {"one", "four"}}
        flat |= asdict(self.one) | {f"{key}_4": value for key, value in asdict(self.four).items()}
        return {key: round(value, 3) if isinstance(value, float) else value for key, value in flat.items()}


def timing(batches: Sequence[tuple[float, Sequence[float]]]) -> Timing:
    """Of (seconds in all, seconds of each request) per batch: the median batch's rate, percentiles over all requests."""
    every = sorted(seconds for _, batch in batches for seconds in batch)
    rate = median(len(batch) / whole for whole, batch in batches)
    return Timing(rate, 1000 * every[len(every) // 2], 1000 * every[min(len(every) - 1, int(len(every) * 0.95))])


def over(name: str, page: Page) -> list[str]:
    """Which limits the page breaks, in words; REF has none."""
    limit = LIMITS.get(name)
    if limit is None:
        return []
    security = MOST_ROW_SECURITY.get(name, 0)
    found = {
        f"CPU {page.ratio:.2f} > {limit.ratio} x REF": page.ratio > limit.ratio,
        f"{page.sql} > {limit.sql} statements": page.sql > limit.sql,
        f"{page.repeated} repeated statements": page.repeated > 0,
        f"{page.bytes} > {limit.bytes} bytes": page.bytes > limit.bytes,
        f"{page.share:.0%} of REF's rate < {LEAST_SHARE.get(name, 0):.0%}": page.share < LEAST_SHARE.get(name, 0),
        f"row security {page.row_security or 0:.2f} > {security} x": (page.row_security or 0) > security,
    }
    return [words for words, broken in found.items() if broken]


def table(pages: dict[str, Page]) -> str:
    """One line a page: the figures, each with its limit after a slash, and a mark."""
    head = (
        f"{'':{WIDE}}{'CPU ms':>8}{'x REF':>12}{'req/s 1':>9}{'p50/p95':>12}{'req/s 4':>9}{'of REF':>8}{'p50/p95':>12}"
    )
    head += f"{'SQL':>8}{'rows':>6}{'kB':>11}{'RLS':>11}  "
    lines = [head, *(_line(name, page) for name, page in pages.items())]
    broken = [f"  {name}: {words}" for name, page in pages.items() for words in over(name, page)]
    return "\n".join([*lines, "", *(["over the limit:", *broken] if broken else ["every page is within its limits"])])


def _line(name: str, page: Page) -> str:
    limit = LIMITS.get(name)
    ratio, sql, size = (f"/{limit.ratio}", f"/{limit.sql}", f"/{limit.bytes // 1000}") if limit else ("", "", "")
    security = f"{page.row_security:.2f}/{MOST_ROW_SECURITY[name]}" if page.row_security is not None else ""
    mark = "" if limit is None else "OVER" if over(name, page) else "ok"
    cells = [
        f"{name:{WIDE}}{page.cpu_ms:8.2f}{f'{page.ratio:.2f}{ratio}':>12}",
        f"{page.one.rps:9.0f}{f'{page.one.p50:.1f}/{page.one.p95:.1f}':>12}",
        f"{page.four.rps:9.0f}{page.share:8.0%}{f'{page.four.p50:.1f}/{page.four.p95:.1f}':>12}",
        f"{f'{page.sql}{sql}':>8}{page.rows:6}{f'{page.bytes / 1000:.1f}{size}':>11}{security:>11}  {mark}",
    ]
    return "".join(cells)


def write(path: Path, pages: dict[str, Page], run: dict[str, object]) -> None:
    """Page by page; `_run` says what was measured."""
    content = {name: page.as_json() | {"over": over(name, page)} for name, page in pages.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({**content, "_run": run}, indent=2, ensure_ascii=False) + "\n")


def exit_status(pages: Iterable[tuple[str, Page]]) -> int:
    """Times are never a failure; counts are."""
    return 1 if any(page.repeated or page.sql > LIMITS[name].sql for name, page in pages if name in LIMITS) else 0
