"""python -m tests.bench.finding [ROWS]: how long ranking all offers for one challenge takes, warm; leaves nothing behind."""

from __future__ import annotations

import os
import random
import sys
import time
from statistics import median
from typing import Any

ROWS, NEEDS, ROUNDS, VOCABULARY = 100_000, 12, 5, 20_000


def main(rows: int = ROWS) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mint.settings")
    import django

    django.setup()
    from django.db import connection, transaction

    from mint.isolation import context
    from mint.tenancy.models import Organisation

    with transaction.atomic(), context.system("bench"):
        if not Organisation.objects.exists():
            print("There are no organisations: run `make run` once, or seed_demo.")
            return 1
        _fill(rows)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE NONE")
            cursor.execute("ANALYZE matching_offer")
        print(_line(rows, _timed()))
        transaction.set_rollback(True)
    return 0


def _fill(rows: int) -> None:
    """Offers of 20 terms and 6 concepts each, as rare and as common as words are."""
    from mint import clock
    from mint.matching.models import Offer
    from mint.tenancy.models import Organisation

    chance = random.Random(7)  # noqa: S311
    owners = list(Organisation.objects.values_list("pk", flat=True))
    dimensions = ["content", "technology", "resource", "method", "competence"]
    Offer.objects.bulk_create(
        (
            Offer(
                organisation_id=chance.choice(owners), kind="expertise", title=f"Offer {number}", description="x" * 300,
                created_at=clock.now(), dimensions=chance.sample(dimensions, 2), themes=chance.sample(THEMES, 2),
                terms=_words(chance, "sana", 20), concepts=_words(chance, "yso:p", 6), is_public=True,
            )
            for number in range(rows)
        ),
        batch_size=5_000,
    )  # fmt: skip


THEMES = ["energy", "forest", "food", "tourism", "care", "work", "nature", "trade", "border", "logistics"]


def _words(chance: random.Random, stem: str, count: int) -> list[str]:
    """Few words are in many texts, many in few."""
    return sorted({f"{stem}{int(VOCABULARY ** chance.random())}" for _word in range(count)})


def _timed() -> list[float]:
    from mint.actor import Actor
    from mint.matching import ranking
    from mint.matching.models import Need
    from mint.tenancy.models import Organisation

    chance, actor = random.Random(8), Actor.system("bench")  # noqa: S311
    owner = Organisation.objects.order_by("pk").first()
    assert owner is not None
    needs = [_need(chance, owner) for _number in range(NEEDS)]
    seconds = []
    for warm in range(ROUNDS):
        for need in needs:
            began = time.perf_counter()
            assert ranking.partners_for(need, actor)
            if warm:
                seconds.append(time.perf_counter() - began)
    assert isinstance(needs[0], Need)
    return seconds


def _need(chance: random.Random, owner: Any) -> Any:
    from mint.matching.models import Need

    return Need(
        pk=1, organisation=owner, dimensions=["technology", "method"], themes=chance.sample(THEMES, 2),
        terms=_words(chance, "sana", 60), concepts=_words(chance, "yso:p", 20),
    )  # fmt: skip


def _line(rows: int, seconds: list[float]) -> str:
    worst = sorted(seconds)[int(len(seconds) * 0.95)]
    return f"{rows} offers, one need: median {median(seconds) * 1000:.0f} ms, 95 % within {worst * 1000:.0f} ms"


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
