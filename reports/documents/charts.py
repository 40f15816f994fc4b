"""Drawings of a report: our own SVG, with the same said in words."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from reports.documents.document import Chart, Line, percent, shown

BAR, ROW, LONGEST_LABEL = 360, 34, 46
COLUMNS, HEIGHT = 420, 120


def targets(lines: Sequence[Line]) -> Chart | None:
    """Horizontal bars: how much of each target is reached."""
    wanted = [line for line in lines if line.target]
    if not wanted:
        return None
    bars = [_bar(line, place) for place, line in enumerate(wanted)]
    svg = render_to_string("reports/targets.svg", {"bars": bars, "height": len(bars) * ROW + 8, "full": BAR})
    alt = "; ".join(
        _("%(name)s: %(total)s of %(target)s")
        % {"name": line.name, "total": shown(line.total), "target": shown(line.target)}
        for line in wanted
    )
    return Chart(_("Results against targets"), svg, alt)


def _bar(line: Line, place: int) -> dict[str, object]:
    share = min(percent(line), 100)
    label = line.name if len(line.name) <= LONGEST_LABEL else f"{line.name[: LONGEST_LABEL - 1]}…"
    return {
        "label": label,
        "value": f"{shown(line.total)} / {shown(line.target)}",
        "width": BAR * share // 100,
        "text_y": place * ROW + 14,
        "bar_y": place * ROW + 19,
    }


def growth(line: Line, start: date, end: date) -> Chart | None:
    """Columns: what was counted in each quarter from `start` to `end`; None where there is nothing to draw."""
    counted = Counter(quarter(row.on) for row in line.rows if row.in_total)
    shown = quarters(quarter(start), quarter(end))
    if sum(counted.values()) < 2 or len(shown) < 2:
        return None
    most = max(counted.values())
    columns = [_column(counted[each], most, place, len(shown), each) for place, each in enumerate(shown)]
    svg = render_to_string("reports/growth.svg", {"columns": columns, "base": HEIGHT + 16})
    words = ", ".join(f"{name_of(each)}: {counted[each]}" for each in shown)
    return Chart(_("%(name)s by quarter") % {"name": line.name}, svg, words)


def trend(name: str, totals: Sequence[tuple[str, Decimal]]) -> dict[str, object] | None:
    """A line over quarters for the page: its points, and its last value; None where there is nothing to draw."""
    most = max((total for _quarter, total in totals), default=Decimal(0))
    if most <= 0 or len(totals) < 2:
        return None
    step = COLUMNS / (len(totals) - 1)
    points = [
        (round(place * step, 1), round(HEIGHT - float(HEIGHT * total / most), 1))
        for place, (_q, total) in enumerate(totals)
    ]
    words = {"name": name, "first": totals[0][0], "last": totals[-1][0], "total": shown(totals[-1][1])}
    return {
        "path": " ".join(f"{'L' if place else 'M'}{x} {y}" for place, (x, y) in enumerate(points)),
        "x": str(points[-1][0]),
        "y": str(points[-1][1]),
        "first": totals[0][0],
        "last": totals[-1][0],
        "total": words["total"],
        "alt": _("%(name)s from %(first)s to %(last)s: %(total)s in total at the end") % words,
    }


def _column(count: int, most: int, place: int, number: int, quarter: tuple[int, int]) -> dict[str, object]:
    step = COLUMNS / number
    height = HEIGHT * count // most
    return {
        "x": round(place * step + step * 0.15, 2),
        "middle": round(place * step + step / 2, 2),
        "width": round(step * 0.7, 2),
        "y": HEIGHT + 16 - height,
        "height": height,
        "count": count or "",
        "label": name_of(quarter) if number <= 8 or quarter[1] == 1 else "",
    }


def quarter(day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // 3 + 1


def quarters(first: tuple[int, int], last: tuple[int, int]) -> "list[tuple[int, int]]":
    count = (last[0] - first[0]) * 4 + last[1] - first[1] + 1
    return [(first[0] + (first[1] - 1 + each) // 4, (first[1] - 1 + each) % 4 + 1) for each in range(count)]


def name_of(quarter: tuple[int, int]) -> str:
    """`Q4/2026`: a bare 4/2026 is read as April."""
    return f"Q{quarter[1]}/{quarter[0]}"
