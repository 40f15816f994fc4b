"""python -m tests.bench [--rows=10000] [--rounds=5] [--requests=40]: load, serve, measure, print, write var/bench.json."""

from __future__ import annotations

import argparse
import logging
import os
import random
import sys
from collections import defaultdict
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from statistics import median

import psycopg

from mint.local import paths, steps
from tests.bench import client, database, result, serving
from tests.bench.client import Target
from tests.bench.serving import Server


@dataclass
class Samples:
    """Of one page over all rounds."""

    cpu_ms: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    one: list[tuple[float, list[float]]] = field(default_factory=list)
    four: list[tuple[float, list[float]]] = field(default_factory=list)

    def rate(self) -> float:
        """Requests per second of the last batch at four clients."""
        return len(self.four[-1][1]) / self.four[-1][0]

    def page(self) -> result.Page:
        one, four = result.timing(self.one), result.timing(self.four)
        return result.Page(median(self.cpu_ms), median(self.ratios or [1.0]), one, four, median(self.shares or [1.0]))


def main() -> int:
    asked = _arguments()
    os.environ |= {"CACHE_URL": _cache(), "DEBUG": "0", "DEMO": "0", "SITE_URL": "http://localhost"}
    steps.all_for_tests()
    fresh = database.prepare(asked.rows)
    os.environ["DJANGO_SETTINGS_MODULE"] = "mint.settings"
    import django

    django.setup()
    logging.disable(logging.INFO)  # of this process; the served ones log as always
    if fresh:
        _load(asked.rows)
    pages = _measured(asked)
    print(result.table(pages), flush=True)
    waited, cpu = _newest_visible()
    print(
        f"the newest 25 of all that one sees, under row security: {waited:.2f}/1.5 x the time without, {cpu:.2f} x the CPU",
        flush=True,
    )
    result.write(paths.VAR / "bench.json", pages, vars(asked))
    return result.exit_status(pages.items())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench ARGS=")
    parser.add_argument("--rows", type=int, default=10_000, help="challenges, over twenty tenants")
    parser.add_argument("--rounds", type=int, default=5, help="of every page in random order, REF between them")
    parser.add_argument("--requests", type=int, default=40, help="of each page in each round, by 1 and by 4 clients")
    return parser.parse_args()


def _cache() -> str:
    """The broker's server, but another database than the platform's own: see CACHES in the settings."""
    url = os.environ.get("CACHE_URL") or os.environ["REDIS_URL"].replace("redis+socket://", "unix://")
    return f"{url.partition('?')[0]}?db=9"


def _load(rows: int) -> None:
    from mint.isolation import context
    from tests.bench import loading

    print(f"bench: loading {rows} challenges", flush=True)
    with context.system("bench.load"):
        loading.load(rows)
    database.finish(rows, loading.REF)


def _measured(asked: argparse.Namespace) -> dict[str, result.Page]:
    from tests.bench import counting, loading

    session = counting.session_key(loading.COORDINATOR)
    addresses = _addresses()
    with ExitStack() as stack:
        watcher = stack.enter_context(closing(database.owner()))
        mint = _served(stack, "bench-mint", "mint.wsgi", watcher, "mint.settings")
        ref = _served(stack, "bench-ref", "tests.bench.ref.wsgi", watcher, "tests.bench.ref.settings")
        targets = [_target(name, path, mint.port, session) for name, path in addresses.items()]
        pages = _timed(ref, mint, targets, asked.rounds, asked.requests)
        for target in targets:
            pages[target.name].bytes = len(client.body(target))
        pages["ref"].bytes = len(client.body(Target("ref", ref.port, "/")))
    for name, path in addresses.items():
        _count(name, pages[name], path, session if name.startswith("signed_in") else "")
    pages["ref"].sql, pages["ref"].rows = 1, 25
    return pages


def _addresses() -> dict[str, str]:
    """The newest open challenge of the tenant looked at, and the lists that it is in."""
    from django.urls import reverse

    from challenges.models import Challenge
    from experiments.models import Experiment
    from tests.bench import measured
    from tests.bench.loading import OWN_SLUGS

    own = OWN_SLUGS[0]
    challenge = Challenge.objects.filter(organisation__slug=own, state="open").newest()[0]
    return {
        "public_list": reverse("challenges:list"),
        "public_detail": challenge.get_absolute_url(),
        "public_experiment": Experiment.objects.get(title=measured.TITLE).get_absolute_url(),
        "signed_in_list": reverse("challenges:table", args=[own]),
        "signed_in_search": f"{reverse('challenges:table', args=[own])}?q=saimaasta",
        "signed_in_find": f"{reverse('search:workspace', args=[own])}?q=saimaasta",
        "signed_in_detail": reverse("challenges:manage", args=[own, challenge.pk]),
    }


def _served(
    stack: ExitStack, name: str, application: str, watcher: psycopg.Connection[object], settings: str
) -> Server:
    environment = serving.environment_of({"DJANGO_SETTINGS_MODULE": settings})
    return stack.enter_context(serving.served(name, application, environment, watcher))


def _target(name: str, path: str, port: int, session: str) -> Target:
    from django.conf import settings

    cookie = f"{settings.SESSION_COOKIE_NAME}={session}" if name.startswith("signed_in") else ""
    return Target(name, port, path, cookie)


def _timed(ref: Server, mint: Server, targets: list[Target], rounds: int, requests: int) -> dict[str, result.Page]:
    """Every page in random order in each round, REF before each, so that a busy minute weighs on both."""
    unit = Target("ref", ref.port, "/")
    for target in (unit, *targets):  # every thread has its connection and its templates before anything is measured
        client.ask(target, clients=serving.WORKERS * serving.THREADS, requests=80)
    samples: dict[str, Samples] = defaultdict(Samples)
    for number in range(rounds):
        print(f"bench: round {number + 1} of {rounds}", flush=True)
        for target in random.sample(targets, len(targets)):
            _sample(samples["ref"], ref, unit, requests)
            _sample(samples[target.name], mint, target, requests)
            samples[target.name].ratios.append(samples[target.name].cpu_ms[-1] / samples["ref"].cpu_ms[-1])
            samples[target.name].shares.append(samples[target.name].rate() / samples["ref"].rate())
    return {name: samples[name].page() for name in ("ref", *(target.name for target in targets))}


def _sample(samples: Samples, server: Server, target: Target, requests: int) -> None:
    before = server.cpu()
    samples.one.append(client.ask(target, clients=1, requests=requests))
    samples.cpu_ms.append(serving.spent_ms(before, server.cpu()) / requests)
    samples.four.append(client.ask(target, clients=4, requests=requests))


def _newest_visible() -> tuple[float, float]:
    from mint.accounts.models import User
    from tests.bench import counting, loading

    return counting.newest_visible(User.objects.get(email=loading.COORDINATOR).pk)


def _count(name: str, page: result.Page, path: str, session: str) -> None:
    from mint.accounts.models import User
    from tests.bench import counting, loading

    counted = counting.count(path, session)
    page.sql, page.repeated, page.rows = len(counted.statements), counted.repeated, counted.rows
    if name in result.MOST_ROW_SECURITY:
        user = User.objects.get(email=loading.COORDINATOR) if session else None
        page.row_security = counting.row_security(counted, user.pk if user else None)


if __name__ == "__main__":
    sys.exit(main())
