"""python -m tests.bench.finding [ROWS]: how long ranking all offers for one challenge takes, warm; with `all` in place of
ROWS, how long computing the suggestions of 1,000 challenges among 20,000 offers takes, and its peak memory.

On the embedded database, as its superuser in one transaction that is taken back.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from tests.bench.made_up import fill_needs, fill_offers

ROWS, NEEDS, ROUNDS = 100_000, 12, 5
MANY_OFFERS, MANY_NEEDS = 20_000, 1_000


def main(what: str = str(ROWS)) -> int:
    from mint.local import postgres

    os.environ |= {"DATABASE_URL": postgres.urls()["DATABASE_ADMIN_URL"], "DJANGO_SETTINGS_MODULE": "mint.settings"}
    import django

    django.setup()
    from django.db import connection

    from mint.tenancy.models import Organisation

    if Organisation._meta.db_table not in connection.introspection.table_names() or not Organisation.objects.exists():
        print("There are no organisations yet (run `make run` once): speed was not measured.")
        return 0
    print(_everything() if what == "all" else _one_need(int(what)), flush=True)
    return 0


@contextmanager
def _filled(offers: int, needs: int) -> Iterator[list[int]]:
    from django.db import connection, transaction

    from mint.matching import shelves

    with transaction.atomic(), connection.cursor() as cursor:
        fill_offers(offers)
        ids = fill_needs(needs)
        shelves.count()
        cursor.execute("ANALYZE matching_offer, matching_need, matching_offerreading, matching_needreading")
        yield ids
        transaction.set_rollback(True)


def _one_need(rows: int) -> str:
    """Asked as a person is, under row security."""
    from django.db import connection

    from mint.isolation import context
    from mint.tenancy.models import Membership

    with _filled(rows, NEEDS) as needs, connection.cursor() as cursor:
        person = Membership.objects.order_by("pk").values_list("user_id", flat=True)[0]
        cursor.execute("SET LOCAL ROLE mint_app")
        with context.acting(person):
            seconds = _timed(person, needs)
    worst = sorted(seconds)[int(len(seconds) * 0.95)]
    return f"{rows} offers, one need: median {median(seconds) * 1000:.0f} ms, 95 % within {worst * 1000:.0f} ms"


def _timed(person: int, ids: list[int]) -> list[float]:
    from mint.matching import ranking
    from mint.matching.models import Need
    from mint.tenancy.context import load

    (actor, _organisations), needs, seconds = load(person), list(Need.objects.filter(pk__in=ids)), []
    for warm in range(ROUNDS):
        for need in needs:
            began = time.perf_counter()
            assert ranking.partners_for(need, actor)
            if warm:
                seconds.append(time.perf_counter() - began)
    return seconds


def _everything() -> str:
    """What the job does, part by part, as the system; without its bookkeeping between the parts."""
    from django.db import connection

    from mint.matching import listing
    from mint.matching.models import Need, Suggestion
    from mint.matching.recomputing import PART

    with _filled(MANY_OFFERS, MANY_NEEDS) as ids, connection.cursor() as cursor:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        cursor.execute("SET LOCAL ROLE mint_system")
        began, cpu = time.perf_counter(), time.process_time()
        for start in range(0, len(ids), PART):
            listing.rank(Need.objects.filter(pk__in=ids[start : start + PART]).order_by("pk"))
        seconds, used = time.perf_counter() - began, time.process_time() - cpu
        stored = Suggestion.objects.filter(need_id__in=ids).count()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return (
        f"{MANY_NEEDS} needs, {MANY_OFFERS} offers: {seconds:.0f} s ({used:.0f} s of CPU in Python), {stored} suggestions; "
        f"peak memory {memory} MB (filling the tables had taken {before} MB)"
    )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
