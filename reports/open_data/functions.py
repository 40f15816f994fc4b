"""What anybody may know of reports: yearly sums, and none where so few are behind one that a person could be recognised."""

from django.db.migrations.operations.base import Operation

from mint.isolation.functions import definer, readable_by_definer
from reports.states import LOCKED, Kind, Unit

FEWEST = 5
KINDS = ", ".join(f"'{kind.value}'" for kind in (Kind.FUNDER, Kind.FINAL))
STATES = ", ".join(f"'{state.value}'" for state in LOCKED)
OF_PEOPLE = ", ".join(f"'{unit.value}'" for unit in (Unit.PEOPLE, Unit.CREDITS, Unit.FTE))
# The newest locked report of a project holds every record since the project began: each adds to the year of its own day.
# Of people, credits and work it is counted how many records are behind them, of people how many people too.
YEARLY = f"""WITH newest AS (
  SELECT DISTINCT ON (r.project_id) r.id, r.project_id, r.ends_on FROM public.reports_report r
  WHERE r.state IN ({STATES}) AND r.kind IN ({KINDS}) ORDER BY r.project_id, r.ends_on DESC, r.id DESC)
SELECT p.code::text, f.code::text, f.name_fi::text, f.name_sv::text, f.name_en::text, f.unit::text,
  extract(year FROM w."on")::integer, newest.ends_on,
  CASE WHEN f.unit IN ({OF_PEOPLE}) AND (count(*) < {FEWEST} OR (f.unit = '{Unit.PEOPLE}' AND sum(w.in_total) < {FEWEST}))
    THEN NULL ELSE sum(w.in_total) END
FROM newest
JOIN public.projects_project p ON p.id = newest.project_id
JOIN public.reports_figure f ON f.report_id = newest.id
JOIN public.reports_figurerow w ON w.figure_id = f.id AND w.in_total > 0
GROUP BY p.code, f.code, f.name_fi, f.name_sv, f.name_en, f.unit, f."order", extract(year FROM w."on"), newest.ends_on
ORDER BY p.code, f."order", f.code, extract(year FROM w."on")"""  # noqa: S608  # our own words
COLUMNS = (
    "project text, code text, name_fi text, name_sv text, name_en text, unit text, year integer, until date, "
    "value numeric"
)
OPERATIONS: list[Operation] = [
    readable_by_definer("projects_project", "reports_report", "reports_figure", "reports_figurerow"),
    definer("yearly_figures()", f"TABLE ({COLUMNS})", YEARLY),
]
