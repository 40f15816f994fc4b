"""One experiment that is open to the public, with as many measurements as a sensor makes in a year: 100,000."""

from __future__ import annotations

from datetime import timedelta
from typing import LiteralString

from psycopg import sql

from challenges.models import Challenge
from experiments.models import Experiment, Measurement, Metric
from experiments.plan import digest, snapshot
from experiments.states import Publication, State
from mint import clock
from mint.accounts.models import User

MEASUREMENTS = 100_000
TITLE = "Vedenpinta viiden minuutin välein"
AT: LiteralString = "(date_trunc('hour', now()) - g * interval '5 minutes')"
COLUMNS: dict[str, LiteralString | sql.SQL] = {
    "organisation_id": "{organisation}",
    "metric_id": "{metric}",
    "measured_at": AT,
    "measured_on": f"({AT} AT TIME ZONE 'Europe/Helsinki')::date",
    "value": "2 + sin(g / 4000.0) + mod(g, 7) / 20.0",
    "source": "'sensor'",
}
SOURCE: LiteralString = "generate_series(1, {rows}) g"


def experiment(challenge: Challenge, author: User, approver: User) -> Metric:
    """Running, whole by every constraint, with one metric."""
    today, now = clock.today(), clock.now()
    row = Experiment.objects.create(
        state=State.PLANNING, organisation=challenge.organisation, municipality=challenge.municipality,
        project=challenge.project, challenge=challenge, author=author, title=TITLE, hypothesis="Jos, niin, koska.",
        starts_on=today - timedelta(days=360), ends_on=today, budget=0, personal_data=False, publication=Publication.OPEN,
    )  # fmt: skip
    metric = Metric.objects.create(
        organisation=row.organisation, experiment=row, name="Vedenpinta", unit="m", direction="down", baseline=3,
        baseline_on=today - timedelta(days=361), target=2, limit=4, is_primary=True,
    )  # fmt: skip
    row.plan = snapshot(row)
    row.plan_hash, row.submitted_at, row.submitted_by = digest(row.plan), now, author
    row.approved_at, row.approver, row.started_at, row.state = now, approver, now, State.RUNNING
    row.save()
    return metric


def words(metric: Metric) -> dict[str, sql.Composable]:
    return {
        "organisation": sql.Literal(metric.organisation_id),
        "metric": sql.Literal(metric.pk),
        "rows": sql.Literal(MEASUREMENTS),
    }


MODEL = Measurement
