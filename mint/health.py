"""Is the process alive, is it ready, and its numbers."""

import hmac
from datetime import timedelta

from celery.exceptions import CeleryError
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django_prometheus.exports import ExportToDjangoView
from kombu.exceptions import KombuError
from redis import Redis
from redis.exceptions import RedisError

from mint.celery import app
from mint.isolation.startup import refusal

OLDEST_DUE = timedelta(minutes=5)


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when database, queue and migrations are up and the outbox moves; else 503 with what is not."""
    problems = [text for check in (_database, _queue) if (text := check())]
    return JsonResponse({"ready": not problems, "problems": problems}, status=503 if problems else 200)


def _database() -> str:
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return "migrations are missing"
        if problem := refusal():
            return problem
        with connection.cursor() as cursor:
            cursor.execute("SELECT mint.oldest_due()")
            (waited,) = cursor.fetchone()
    except DatabaseError:
        return "the database does not answer"
    return f"the outbox has waited {waited}" if waited and waited > OLDEST_DUE else ""


def _queue() -> str:
    try:
        url = settings.REDIS_URL.replace("redis+socket://", "unix://")
        Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1).ping()
        if settings.CELERY_BROKER_URL != settings.REDIS_URL:
            with app.connection_for_write() as broker:
                broker.ensure_connection(max_retries=1, timeout=1)
    except (RedisError, OSError, CeleryError, KombuError):
        return "the queue does not answer"
    return ""


@login_not_required
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus metrics, for whoever has the token."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not hmac.compare_digest(given.encode(), settings.METRICS_TOKEN.encode()):
        raise Http404
    response: HttpResponse = ExportToDjangoView(request)
    return response
