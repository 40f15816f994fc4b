"""Twenty tenants and their challenges, by a handful of set-based INSERTs as the system role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import LiteralString

from django.db import connection, models
from psycopg import sql

from challenges.models import Challenge
from challenges.states import PUBLIC
from mint import clock
from mint.accounts.models import User
from mint.audit.models import Entry
from mint.matching.models import Need
from mint.notifications.models import Notification
from mint.places.models import Municipality
from mint.places.seed import MUNICIPALITIES
from mint.projects.models import FunderProfile, Partner, Project
from mint.tenancy.models import Membership, Organisation
from tests.bench import measured
from tests.bench.texts import COMPANIES, SENTENCES, STATES, TITLES

COORDINATOR = "coordinator@bench.example"
OWN_SLUGS = ("luumaki", "parikkala", "rautjarvi", "savitaipale", "taipalsaari")
PUBLIC_STATES = sql.SQL(", ").join(map(sql.Literal, PUBLIC))

TEXT: LiteralString = "({sentences})[1 + mod(g + {shift}, {count})]"
CHALLENGE: dict[str, LiteralString] = {
    "organisation_id": "o.id",
    "municipality_id": "o.municipality_id",
    "project_id": "{project}",
    "state": "s.state",
    "title": "t.title",
    "slug": "trim(both '-' from regexp_replace(translate(lower(t.title), 'äöå', 'aoa'), '[^a-z0-9]+', '-', 'g'))",
    "problem": "concat_ws(' ', {s0}, {s1}, {s2}, {s3}, {s4})",
    "affected": "{s5}",
    "outcome": "concat_ws(' ', {s6}, {s7})",
    "needs": "(ARRAY['technology', 'method', 'competence', 'resource', 'content'])[1 + mod(g, 3) : 3 + mod(g, 3)]",
    "themes": "(ARRAY['circular-economy', 'energy', 'food', 'tourism', 'care', 'work'])[1 + mod(g, 5) : 2 + mod(g, 5)]",
    "ip_terms": "'solver'",
    "data_terms": "'none'",
    "deadline_on": "current_date + CASE s.state WHEN 'open' THEN 14 + mod(g, 90) ELSE -1 - mod(g, 300) END",
    "created_at": "now() - g * interval '7 minutes' - interval '9 days'",
    "submitted_at": "CASE WHEN s.state <> 'draft' THEN now() - g * interval '7 minutes' - interval '5 days' END",
    "published_at": "CASE WHEN s.state IN ({public}) THEN now() - g * interval '7 minutes' END",
    "version": "3",
}
CHALLENGES: LiteralString = """generate_series(1, {rows}) g
JOIN tenancy_organisation o ON o.id = ({organisations})[1 + mod(g, {tenants})]
CROSS JOIN LATERAL (SELECT ({states})[1 + mod(g + g / {tenants}, 20)] AS state) s
CROSS JOIN LATERAL (SELECT ({titles})[1 + mod(g, {titles_count})] AS title) t"""
NEED: dict[str, LiteralString] = {
    "subject_type": "'challenges.challenge'",
    "subject_id": "c.id",
    "organisation_id": "c.organisation_id",
    "municipality_id": "c.municipality_id",
    "project_id": "c.project_id",
    "title": "c.title",
    "text": "c.problem",
    "path": "'/fi/haasteet/' || c.id || '-' || c.slug || '/'",
    "dimensions": "c.needs",
    "themes": "c.themes",
    "starts_on": "c.published_at::date",
    "ends_on": "c.deadline_on",
}
ENTRY: dict[str, LiteralString] = {
    "verb": "v.verb",
    "subject_type": "'challenges.challenge'",
    "subject_id": "c.id",
    "actor_id": "{person}",
    "acting_for_id": "c.organisation_id",
    "organisation_id": "c.organisation_id",
    "municipality_id": "c.municipality_id",
    "project_id": "c.project_id",
    "created_at": "c.created_at + v.place * interval '1 day'",
}
ENTRIES: LiteralString = """challenges_challenge c CROSS JOIN (VALUES (1, 'challenge.drafted'),
(2, 'challenge.submitted'), (3, 'challenge.published')) v(place, verb)
WHERE v.place = 1 OR (v.place = 2 AND c.submitted_at IS NOT NULL) OR c.published_at IS NOT NULL ORDER BY c.id, v.place"""
REF: tuple[LiteralString, ...] = (
    """CREATE TABLE bench_ref AS SELECT id, title, left(problem, 150) AS summary, state, created_at,
    created_at + interval '60 days' AS closes_at FROM challenges_challenge LIMIT 10000""",
    "UPDATE bench_ref SET state = 'open' WHERE mod(id, 5) > 0",
    "ALTER TABLE bench_ref ADD PRIMARY KEY (id)",
    "CREATE INDEX bench_ref_newest ON bench_ref (created_at DESC, id DESC) WHERE state = 'open'",
    "GRANT SELECT ON bench_ref TO mint_app",
)


def load(rows: int) -> None:
    """Into an empty, migrated database, inside a system context."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
    project = _project()
    organisations = _organisations(project)
    person = _people(organisations)
    words = _words(rows, organisations, project, person)
    insert(Challenge, CHALLENGE, CHALLENGES, words)
    insert(Need, NEED, "challenges_challenge c WHERE c.state = 'open'", words)
    insert(Entry, ENTRY, ENTRIES, words)
    challenge = Challenge.objects.filter(organisation=organisations[0], state="open").newest()[0]
    metric = measured.experiment(challenge, person, User.objects.exclude(pk=person.pk).order_by("pk")[0])
    insert(measured.MODEL, measured.COLUMNS, measured.SOURCE, measured.words(metric))


def _project() -> Project:
    funder = FunderProfile.objects.create(
        key="bench", fund_fi="EAKR", fund_sv="ERUF", fund_en="ERDF", sentence_fi="Euroopan unionin osarahoittama",
        sentence_sv="Medfinansieras av Europeiska unionen", sentence_en="Co-funded by the European Union",
    )  # fmt: skip
    today = clock.today()
    return Project.objects.create(
        code="BENCH", short_name="Bench", name_fi="Bench", name_sv="Bench", name_en="Bench", funder=funder,
        planned_start_on=today - timedelta(days=700), planned_end_on=today + timedelta(days=400),
    )  # fmt: skip


def _organisations(project: Project) -> list[Organisation]:
    """Five municipalities and fifteen companies in them; the university that curates them all owns no challenge."""
    for code, slug, fi, sv, _, column, row in MUNICIPALITIES:
        names = {"name_fi": fi, "name_sv": sv, "name_en": fi, "region_code": "09", "slug": slug}
        Municipality.objects.get_or_create(code=code, defaults={**names, "tile_column": column, "tile_row": row})
    places = list(Municipality.objects.filter(slug__in=OWN_SLUGS).order_by("slug"))
    made = [
        Organisation(kind="municipality", name=place.name_fi, slug=place.slug, municipality=place) for place in places
    ]
    made += [
        Organisation(kind="company", name=name, slug=f"yritys-{number}", municipality=places[number % len(places)])
        for number, name in enumerate(COMPANIES)
    ]
    for organisation in made:
        organisation.is_verified = True
    Organisation.objects.bulk_create(made)
    university = Organisation.objects.create(
        kind="university", name="Korkeakoulu", slug="korkeakoulu", is_verified=True
    )
    Partner.objects.create(project=project, organisation=university, part="lead")
    Partner.objects.bulk_create(
        [Partner(project=project, organisation=made[index], part="co_implementer") for index in range(len(places))]
    )
    return made


def _people(organisations: list[Organisation]) -> User:
    """An owner for each tenant, and the coordinator who signs in, with a few things unread."""
    coordinator = User.objects.create(email=COORDINATOR, name="Kaisa Koordinoija", password="!")
    Membership.objects.create(user=coordinator, organisation=organisations[0], roles=["coordinator"])
    for number, organisation in enumerate(organisations):
        owner = User.objects.create(email=f"owner{number}@bench.example", name=f"Omistaja {number}", password="!")
        Membership.objects.create(user=owner, organisation=organisation, roles=["owner"])
    told = {
        "user_id": sql.SQL(str(coordinator.pk)),
        "kind": sql.SQL("'bench'"),
        "text": sql.SQL("'Uusi haaste odottaa.'"),
    }
    insert(Notification, {**told, "source": sql.SQL("gen_random_uuid()")}, "generate_series(1, 4) g", {})
    return coordinator


def _words(rows: int, organisations: list[Organisation], project: Project, person: User) -> dict[str, sql.Composable]:
    """What the expressions above name in braces."""
    sentences, count = _texts(SENTENCES), sql.Literal(len(SENTENCES))
    shifted = {
        f"s{shift}": sql.SQL(TEXT).format(sentences=sentences, shift=sql.Literal(shift), count=count)
        for shift in range(8)
    }
    return {
        **shifted,
        "rows": sql.Literal(rows),
        "organisations": sql.SQL("{}::bigint[]").format(sql.Literal([each.pk for each in organisations])),
        "tenants": sql.Literal(len(organisations)),
        "states": _texts(STATES),
        "titles": _texts(TITLES),
        "titles_count": sql.Literal(len(TITLES)),
        "public": PUBLIC_STATES,
        "project": sql.Literal(project.pk),
        "person": sql.Literal(person.pk),
    }


def _texts(texts: Sequence[str]) -> sql.Composable:
    return sql.SQL("{}::text[]").format(sql.Literal(list(texts)))


def insert(
    model: type[models.Model],
    columns: Mapping[str, LiteralString | sql.SQL],
    source: LiteralString,
    words: Mapping[str, sql.Composable],
) -> None:
    """INSERT … SELECT; a column without an expression gets its field's default, so that a new field needs nothing here."""
    named: dict[str, sql.Composable] = {
        str(field.column): _filled(columns[str(field.column)], words) if field.column in columns else _default(field)
        for field in model._meta.concrete_fields
        if not (field.primary_key or field.generated)
    }
    statement = sql.SQL("INSERT INTO {} ({}) SELECT {} FROM ").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(map(sql.Identifier, named)),
        sql.SQL(", ").join(named.values()),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement + _filled(source, words))


def _filled(expression: LiteralString | sql.SQL, words: Mapping[str, sql.Composable]) -> sql.Composable:
    return (expression if isinstance(expression, sql.SQL) else sql.SQL(expression)).format(**words)


def _default(field: models.Field[object, object]) -> sql.Composable:
    if isinstance(field, models.UUIDField):
        return sql.SQL("gen_random_uuid()")
    if isinstance(field, models.DateTimeField) and not field.null:
        return sql.SQL("now()")
    return sql.Literal(field.get_db_prep_save(field.get_default(), connection))
