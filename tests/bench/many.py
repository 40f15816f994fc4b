"""Twenty tenants that each report on a project of their own: 200,000 records, by set-based INSERTs as the system role."""

from __future__ import annotations

from datetime import date
from typing import LiteralString

from django.db import connection
from psycopg import sql

from challenges.models import Challenge
from experiments.models import Experiment, ExperimentParty, Measurement, Metric
from mint.accounts.models import User
from mint.matching.models import Match, Need
from mint.places.models import Municipality
from mint.places.seed import MUNICIPALITIES
from mint.projects.models import FunderProfile, Partner, Period, Project
from mint.tenancy.models import Membership, Organisation
from placements.models import Placement
from reports.counting import catalogue
from tests.bench.loading import insert

TENANTS, COMPANIES = 20, 1000
EXPERIMENTS, MEASUREMENTS, LONG_SERIES = 10_000, 50_000, 10_000
OTHERS = {
    "challenges": 20_000,
    "parties": 30_000,
    "metrics": 10_000,
    "needs": 30_000,
    "matches": 30_000,
    "placements": 20_000,
}
START, END = date(2025, 1, 1), date(2026, 12, 31)
FIRST_DAY = "timestamptz '2025-01-02 12:00+02'"
# of the g-th record: its project, a company, and a moment within two years
OF: dict[str, LiteralString] = {
    "project": "({projects})[1 + mod(g, {tenants})]",
    "town": "({towns})[1 + mod(g, {tenants}) % {towns_count}]",
    "place": "({places})[1 + mod(g, {tenants}) % {towns_count}]",
    "company": "({companies})[1 + mod(g * 7, {companies_count})]",
    "at": "({first} + mod(g * 31, 690) * interval '1 day')",
}
SENT = "'Kuvitellun haasteen teksti, joka on noin niin pitkä kuin ihmiset kirjoittavat.'"
CHALLENGE: dict[str, LiteralString] = {
    "organisation_id": OF["company"], "municipality_id": OF["place"], "project_id": OF["project"], "state": "'open'",
    "title": "'Haaste ' || g", "slug": "'haaste-' || g", "problem": SENT, "affected": SENT, "outcome": SENT,
    "needs": "ARRAY['technology']", "themes": "ARRAY['energy']", "ip_terms": "'solver'", "data_terms": "'none'",
    "deadline_on": "date '2027-06-30'", "submitted_at": OF["at"], "published_at": OF["at"], "created_at": OF["at"],
}  # fmt: skip
DONE: LiteralString = "mod(g / {tenants}, 5) < 3"
EXPERIMENT: dict[str, LiteralString] = {
    "organisation_id": OF["town"], "municipality_id": OF["place"], "project_id": OF["project"], "challenge_id": "c.id",
    "title": "'Kokeilu ' || g", "slug": "'kokeilu-' || g", "state": f"CASE WHEN {DONE} THEN 'decided' ELSE 'running' END",
    "hypothesis": SENT, "plan": "'{{}}'::jsonb", "plan_hash": "'x'", "budget": "1000", "personal_data": "false",
    "starts_on": f"{OF['at']}::date", "ends_on": f"{OF['at']}::date + 60", "created_at": OF["at"],
    "submitted_at": OF["at"], "approved_at": OF["at"], "started_at": OF["at"], "approver_id": "{person}",
    "finished_at": f"CASE WHEN {DONE} THEN {OF['at']} + interval '40 days' END",
    "decided_at": f"CASE WHEN {DONE} THEN {OF['at']} + interval '50 days' END",
    "outcome": f"CASE WHEN {DONE} THEN 'supported' ELSE '' END",
    "decision": f"CASE WHEN {DONE} THEN (ARRAY['scale', 'stop', 'hand_over'])[1 + mod(g, 3)] ELSE '' END",
    "decision_reason": f"CASE WHEN {DONE} THEN {SENT} ELSE '' END",
    "learnings": f"CASE WHEN {DONE} THEN {SENT} ELSE '' END",
    "publication": "'open'",
}  # fmt: skip
EXPERIMENT_FROM: LiteralString = (
    "(SELECT id, row_number() OVER (ORDER BY id) AS g FROM challenges_challenge) c WHERE g <= {rows}"
)
PARTY: dict[str, LiteralString] = {
    "organisation_id": "e.organisation_id", "experiment_id": "e.id",
    "party_id": "CASE p WHEN 0 THEN ({leads})[1 + mod(e.id, {tenants})]"
    " ELSE ({companies})[1 + mod(e.id * 13 + p, {companies_count})] END",
}  # fmt: skip
METRIC: dict[str, LiteralString] = {
    "organisation_id": "e.organisation_id", "experiment_id": "e.id", "name": "'Vedenpinta'", "unit": "'m'",
    "direction": "'up'", "is_primary": "true",
}  # fmt: skip
HOURLY: LiteralString = "(timestamptz '2025-01-01 00:00+02' + s.number * interval '1 hour')"
MEASUREMENT: dict[str, LiteralString] = {
    "organisation_id": "m.organisation_id", "metric_id": "m.id", "value": "2 + mod(g, 7) / 20.0", "source": "'imported'",
    "measured_on": f"({HOURLY} AT TIME ZONE 'Europe/Helsinki')::date",
    "measured_at": HOURLY,
}  # fmt: skip
MEASUREMENT_FROM: LiteralString = """(SELECT id, organisation_id, row_number() OVER (ORDER BY id) AS g FROM experiments_metric) m
CROSS JOIN LATERAL generate_series(1, CASE WHEN g = 1 THEN {long} ELSE
  ({rows} - {long}) / ({metrics} - 1) + (CASE WHEN g - 2 < mod({rows} - {long}, {metrics} - 1) THEN 1 ELSE 0 END) END)
  AS s(number)"""
NEED: dict[str, LiteralString] = {
    "subject_type": "'bench'", "subject_id": "g", "organisation_id": OF["town"], "municipality_id": OF["place"],
    "project_id": OF["project"], "title": "'Tarve ' || g", "text": SENT, "path": "'/fi/'", "closed_at": OF["at"],
}  # fmt: skip
MATCH: dict[str, LiteralString] = {
    "need_id": "n.id", "organisation_id": "n.organisation_id", "municipality_id": "n.municipality_id",
    "project_id": "n.project_id", "state": "'agreed'", "agreement": "'assignment'", "interest_from": "'partner'",
    "partner_id": OF["company"], "agreed_at": OF["at"], "asked_at": OF["at"],
}  # fmt: skip
PLACEMENT: dict[str, LiteralString] = {
    "organisation_id": OF["company"], "municipality_id": OF["place"], "project_id": OF["project"], "state": "'running'",
    "kind": "(ARRAY['internship', 'thesis', 'job', 'summer_job', 'apprenticeship'])[1 + mod(g / {tenants}, 5)]",
    "title": "'Paikka ' || g", "slug": "'paikka-' || g", "tasks": SENT, "fte": "0.5", "places": "1",
    "starts_on": f"{OF['at']}::date", "apply_by": f"{OF['at']}::date", "submitted_at": OF["at"],
    "published_at": OF["at"], "started_at": OF["at"], "created_at": OF["at"],
}  # fmt: skip


def load() -> None:
    """Into an empty, migrated database, inside a system context."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
    words = _words()
    count = {**{name: sql.Literal(number) for name, number in OTHERS.items()}}

    def series(number: int) -> dict[str, sql.Composable]:
        return {**words, "rows": sql.Literal(number)}

    each: LiteralString = "generate_series(1, {rows}) g"
    insert(Challenge, CHALLENGE, each, series(OTHERS["challenges"]))
    insert(Experiment, EXPERIMENT, EXPERIMENT_FROM, series(EXPERIMENTS))
    parties: LiteralString = "experiments_experiment e CROSS JOIN generate_series(0, 2) p"
    insert(ExperimentParty, PARTY, parties, words)
    insert(Metric, METRIC, "experiments_experiment e", words)
    insert(
        Measurement, MEASUREMENT, MEASUREMENT_FROM, {**series(MEASUREMENTS), **count, "long": sql.Literal(LONG_SERIES)}
    )
    insert(Need, NEED, each, series(OTHERS["needs"]))
    needs: LiteralString = "(SELECT *, row_number() OVER (ORDER BY id) AS g FROM matching_need) n"
    insert(Match, MATCH, needs, words)
    insert(Placement, PLACEMENT, each, series(OTHERS["placements"]))
    catalogue.ensure()


def counted() -> int:
    """Of records, as they are in the database."""
    models = (Challenge, Experiment, ExperimentParty, Metric, Measurement, Need, Match, Placement)
    return sum(model._default_manager.count() for model in models)


def _words() -> dict[str, sql.Composable]:
    towns = _towns()
    leads, projects = _projects(towns)
    companies = _companies(towns)
    person = User.objects.create(email="approver@bench.example", name="Aila Hyväksyjä", password="!")
    return {
        "projects": _ids([each.pk for each in projects]), "leads": _ids([each.pk for each in leads]),
        "towns": _ids([each.pk for each in towns]), "places": _ids([each.municipality_id or 0 for each in towns]),
        "companies": _ids(companies), "tenants": sql.Literal(TENANTS), "towns_count": sql.Literal(len(towns)),
        "companies_count": sql.Literal(len(companies)), "person": sql.Literal(person.pk), "first": sql.SQL(FIRST_DAY),
    }  # fmt: skip


def _ids(ids: list[int]) -> sql.Composable:
    return sql.SQL("{}::bigint[]").format(sql.Literal(ids))


def _towns() -> list[Organisation]:
    made = []
    for code, slug, fi, sv, _, column, row in MUNICIPALITIES:
        names = {"name_fi": fi, "name_sv": sv, "name_en": fi, "region_code": "09", "slug": slug}
        place, _new = Municipality.objects.get_or_create(
            code=code, defaults={**names, "tile_column": column, "tile_row": row}
        )
        made.append(
            Organisation.objects.create(kind="municipality", name=fi, slug=slug, municipality=place, is_verified=True)
        )
    return made


def _projects(towns: list[Organisation]) -> tuple[list[Organisation], list[Project]]:
    """Each with its lead, a manager there, a period of the whole, and a town."""
    funder = FunderProfile.objects.create(
        key="bench", fund_fi="EAKR", fund_sv="ERUF", fund_en="ERDF", sentence_fi="Euroopan unionin osarahoittama",
        sentence_sv="Medfinansieras av Europeiska unionen", sentence_en="Co-funded by the European Union",
    )  # fmt: skip
    leads, projects = [], []
    for number in range(TENANTS):
        name = f"Hanke {number}"
        project = Project.objects.create(
            code=f"BENCH{number}", short_name=name, name_fi=name, name_sv=name, name_en=name, funder=funder,
            planned_start_on=START, planned_end_on=END,
        )  # fmt: skip
        lead = Organisation.objects.create(
            kind="university", name=f"Korkeakoulu {number}", slug=f"korkeakoulu-{number}", is_verified=True
        )
        manager = User.objects.create(email=f"manager{number}@bench.example", name=f"Päällikkö {number}", password="!")
        Membership.objects.create(user=manager, organisation=lead, roles=["project_manager"])
        Partner.objects.create(project=project, organisation=lead, part="lead")
        Partner.objects.create(project=project, organisation=towns[number % len(towns)], part="co_implementer")
        Period.objects.create(project=project, number=1, starts_on=START, ends_on=END, due_on=END)
        leads.append(lead)
        projects.append(project)
    return leads, projects


def _companies(towns: list[Organisation]) -> list[int]:
    made = Organisation.objects.bulk_create(
        Organisation(
            kind="company", name=f"Yritys {number} Oy", slug=f"yritys-{number}", is_verified=True,
            municipality_id=towns[number % len(towns)].municipality_id, business_id=f"{9_000_000 + number}-0",
        )
        for number in range(COMPANIES)
    )  # fmt: skip
    return [each.pk for each in made]
