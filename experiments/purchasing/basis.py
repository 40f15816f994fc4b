"""What a purchase is held against: as it is now while it is prepared, as it was at the decision from then on."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from experiments.purchasing.guarding import earlier, judged, lacks_eu
from experiments.purchasing.models import Purchase, Told
from experiments.purchasing.states import Audience, Level, Size
from experiments.telling import permanent
from mint import clock


@dataclass(frozen=True)
class Held:
    """A threshold of the purchase's day; `amount` in euros."""

    level: Level
    amount: Decimal
    source: str


@dataclass(frozen=True)
class Basis:
    """`size` is None where MINT knew no national threshold; `together` is what it is with `earlier`, where that is more."""

    buyer: str
    experiment: str
    address: str
    size: Size | None
    together: Size | None
    earlier: Decimal
    lacks_eu: bool
    held: list[Held]
    told: list[tuple[date, Audience, str]]
    made_on: date


def basis_of(purchase: Purchase) -> Basis:
    return _read(purchase.basis) if purchase.basis else now(purchase)


def now(purchase: Purchase) -> Basis:
    """As thresholds, earlier purchases and what was told are at this moment."""
    found, before = judged(purchase), earlier(purchase)
    more = judged(purchase, purchase.value + before).size if before else None
    told = Told.objects.filter(purchase=purchase).order_by("told_on", "id")
    return Basis(
        buyer=purchase.organisation.name,
        experiment=purchase.experiment.title,
        address=permanent(purchase.experiment),
        size=found.size,
        together=more if more is not None and found.size is not None and more > found.size else None,
        earlier=before,
        lacks_eu=lacks_eu(purchase, found),
        held=[Held(Level(row.level), row.amount, row.source) for row in found.thresholds],
        told=[(row.told_on, Audience(row.audience), row.what) for row in told],
        made_on=clock.today(),
    )


def kept(basis: Basis) -> dict[str, Any]:
    """Plain values, fit for JSON; `_read` is its other way."""
    return {
        "buyer": basis.buyer,
        "experiment": basis.experiment,
        "address": basis.address,
        "size": basis.size,
        "together": basis.together,
        "earlier": str(basis.earlier),
        "lacks_eu": basis.lacks_eu,
        "held": [[row.level.value, str(row.amount), row.source] for row in basis.held],
        "told": [[day.isoformat(), audience.value, what] for day, audience, what in basis.told],
        "made_on": basis.made_on.isoformat(),
    }


def _read(plain: dict[str, Any]) -> Basis:
    return Basis(
        buyer=plain["buyer"],
        experiment=plain["experiment"],
        address=plain["address"],
        size=_size(plain["size"]),
        together=_size(plain["together"]),
        earlier=Decimal(plain["earlier"]),
        lacks_eu=plain["lacks_eu"],
        held=[Held(Level(level), Decimal(amount), source) for level, amount, source in plain["held"]],
        told=[(date.fromisoformat(day), Audience(audience), what) for day, audience, what in plain["told"]],
        made_on=date.fromisoformat(plain["made_on"]),
    )


def _size(value: int | None) -> Size | None:
    return None if value is None else Size(value)
