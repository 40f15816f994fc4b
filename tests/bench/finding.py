"""python -m tests.bench.finding [ROWS]: how long ranking all offers for one challenge takes, warm."""

from __future__ import annotations

import os
import random
import sys
import time
from statistics import median
from typing import Any

ROWS, NEEDS, ROUNDS, VOCABULARY = 100_000, 12, 5, 20_000


def main(rows: int = ROWS) -> int:
    """On the embedded database, as its superuser in one transaction that is taken back; asked as a person is."""
    from mint.local import postgres

    os.environ |= {"DATABASE_URL": postgres.urls()["DATABASE_ADMIN_URL"], "DJANGO_SETTINGS_MODULE": "mint.settings"}
    import django

    django.setup()
    from django.db import connection, transaction

    from mint.isolation import context
    from mint.tenancy.models import Membership, Organisation

    if not Organisation.objects.exists():
        print("There are no organisations yet (run `make run` once): speed was not measured.")
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        _fill(rows)
        cursor.execute("ANALYZE matching_offer")
        person = Membership.objects.order_by("pk").values_list("user_id", flat=True)[0]
        cursor.execute("SET LOCAL ROLE mint_app")
        with context.acting(person):
            print(_line(rows, _timed(person)))
        transaction.set_rollback(True)
    return 0


def _fill(rows: int) -> None:
    """Offers of 20 terms and 6 concepts each, as rare and as common as words are."""
    from mint import clock
    from mint.matching.models import Offer
    from mint.tenancy.models import Organisation

    chance = random.Random(7)
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
        batch_size=2_000,
    )  # fmt: skip


THEMES = ["energy", "forest", "food", "tourism", "care", "work", "nature", "trade", "border", "logistics"]


def _words(chance: random.Random, stem: str, count: int) -> list[str]:
    """Few words are in many texts, many in few."""
    return sorted({f"{stem}{int(VOCABULARY ** chance.random())}" for _word in range(count)})


def _timed(person: int) -> list[float]:
    from mint.matching import ranking
    from mint.tenancy.context import load
    from mint.tenancy.models import Organisation

    chance, (actor, _organisations) = random.Random(8), load(person)
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
