"""Companies as they were when their records first counted: noted once, by the night or by the first report."""

from collections.abc import Iterable

from django.db import connection

from companies.models import CompanyProfile
from mint import clock
from mint.actor import Actor
from mint.projects.models import Project
from mint.tenancy.models import Organisation
from mint.tenancy.roles import Kind
from reports.counting.counters import CountedRow, Scope, rules
from reports.counting.definitions import Standing

SYSTEM = "reports.note_standings"
Noted = dict[tuple[str, int, int], Standing]


def noted(scope: Scope, rows: Iterable[CountedRow]) -> Noted:
    """By record and company. Those that were not noted yet are noted now, as the companies are at this moment."""
    wanted = {key: row.party for row in rows if row.party and (key := key_of(row)) and row.party.kind == Kind.COMPANY}
    known = _known(scope)
    new = {key: party for key, party in wanted.items() if key not in known}
    if not new:
        return known
    sizes = _sizes(scope)
    made = [_standing(scope.project, key, party, sizes) for key, party in new.items()]
    Standing.objects.bulk_create(made, batch_size=1000, ignore_conflicts=True)  # another building may be quicker
    return _known(scope)


def key_of(row: CountedRow) -> tuple[str, int, int] | None:
    return (row.record, row.object_id, row.party.pk) if row.party else None


def note_all() -> int:
    """Every company of every project that goes on, as the system; how many projects were looked at."""
    today = clock.today()
    going = Project.objects.filter(planned_start_on__lte=today, planned_end_on__gte=today)
    for project in going:
        scope = Scope(project, today, Actor.system(SYSTEM))
        noted(scope, (row for each in rules() for row in each.rows(scope)))
    return len(going)


def _known(scope: Scope) -> Noted:
    found = Standing.objects.visible_to(scope.actor).filter(project=scope.project)
    return {(each.record, each.object_id, each.party_id): each for each in found}


def _standing(project: Project, key: tuple[str, int, int], party: Organisation, sizes: dict[int, str]) -> Standing:
    return Standing(
        project=project,
        party=party,
        record=key[0],
        object_id=key[1],
        name=party.name,
        business_id=party.business_id,
        size=sizes.get(party.pk, ""),
        municipality_id=party.municipality_id,
        industry_id=party.industry_id,
    )


def _sizes(scope: Scope) -> dict[int, str]:
    """The size class of each company of the project: a manager sees these, not the profiles they follow from."""
    if scope.actor.is_system:
        return dict(CompanyProfile.objects.exclude(size="").values_list("organisation_id", "size"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisation_id, size FROM mint.sizes_of(%s)", [scope.project.pk])
        return dict(cursor.fetchall())
