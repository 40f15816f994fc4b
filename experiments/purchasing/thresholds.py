"""The thresholds that MINT comes with: data, which an operator keeps up in the admin. To be checked before use.

Without value added tax, in euros. National: the act on public procurement 1397/2016, section 25. EU: the Commission's
regulations that set the amounts for two years at a time, for contracting authorities below central government.
"""

from datetime import date
from typing import Any, NamedTuple

from experiments.purchasing.states import Kind, Level

ACT = "1397/2016 § 25"
EU_2024, EU_2026 = "(EU) 2023/2495 · 1397/2016 § 26", "EU 2026–2027 · 1397/2016 § 26"
NATIONAL_FROM = date(2017, 1, 1)


class Row(NamedTuple):
    kind: Kind
    level: Level
    amount: int
    valid_from: date
    valid_until: date | None
    source: str


ROWS = (
    Row(Kind.GOODS, Level.NATIONAL, 60_000, NATIONAL_FROM, None, ACT),
    Row(Kind.WORKS, Level.NATIONAL, 150_000, NATIONAL_FROM, None, ACT),
    Row(Kind.SOCIAL, Level.NATIONAL, 400_000, NATIONAL_FROM, None, ACT),
    Row(Kind.GOODS, Level.EU, 221_000, date(2024, 1, 1), date(2025, 12, 31), EU_2024),
    Row(Kind.WORKS, Level.EU, 5_538_000, date(2024, 1, 1), date(2025, 12, 31), EU_2024),
    Row(Kind.GOODS, Level.EU, 216_000, date(2026, 1, 1), date(2027, 12, 31), EU_2026),
    Row(Kind.WORKS, Level.EU, 5_404_000, date(2026, 1, 1), date(2027, 12, 31), EU_2026),
)


def ensure(model: Any) -> int:
    """Enter what is missing; how many were. A migration does it, with its own picture of the table."""
    made = 0
    for row in ROWS:
        place = {"kind": row.kind, "level": row.level, "valid_from": row.valid_from}
        _row, is_new = model.objects.get_or_create(
            **place, defaults={"amount": row.amount, "valid_until": row.valid_until, "source": row.source}
        )
        made += is_new
    return made
