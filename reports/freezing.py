"""What the database refuses once a report has been submitted, whoever asks: the application, a job or a script."""

from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation

from mint.isolation.functions import definer, readable_by_definer
from reports.states import FROZEN

WORDS = ", ".join(f"'{state.value}'" for state in FROZEN)
# what the funder's answer changes
MOVING = "ARRAY['state', 'version', 'decided_at']"

REPORT = f"""
CREATE FUNCTION mint.keep_submitted_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state NOT IN ({WORDS}) THEN
    RETURN COALESCE(NEW, OLD);
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.state IN ({WORDS}) AND to_jsonb(NEW) - {MOVING} = to_jsonb(OLD) - {MOVING} THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'report % has been submitted and does not change', OLD.id USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER submitted_report_stays BEFORE UPDATE OR DELETE ON reports_report
  FOR EACH ROW EXECUTE FUNCTION mint.keep_submitted_report();
"""
CHILDREN = """
CREATE FUNCTION mint.keep_submitted_report_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (TG_OP <> 'INSERT' AND mint.report_is_frozen(OLD.report_id))
     OR (TG_OP <> 'DELETE' AND mint.report_is_frozen(NEW.report_id)) THEN
    RAISE EXCEPTION 'the report has been submitted and does not change' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
"""
TABLES = ("reports_figure", "reports_figurerow", "reports_reportfile")
TRIGGERS = "\n".join(
    f"CREATE TRIGGER submitted_part_stays BEFORE INSERT OR UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION mint.keep_submitted_report_part();"
    for table in TABLES
)
UNDO = "\n".join(
    [
        *(f"DROP TRIGGER IF EXISTS submitted_part_stays ON {table};" for table in TABLES),
        "DROP TRIGGER IF EXISTS submitted_report_stays ON reports_report;",
        "DROP FUNCTION IF EXISTS mint.keep_submitted_report_part();",
        "DROP FUNCTION IF EXISTS mint.keep_submitted_report();",
    ]
)
# how many took up the places of a project, and the credits confirmed to them: a manager sees counts, not applications
SEATED = """SELECT p.id, count(*), COALESCE(sum(a.credits_confirmed), 0)
FROM public.placements_placement p JOIN public.placements_application a ON a.placement_id = p.id
WHERE p.project_id = p_project AND a.state = 'accepted' AND p_project = ANY(mint.my_managed()) GROUP BY p.id"""

OPERATIONS: list[Operation] = [
    readable_by_definer("reports_report", "placements_placement", "placements_application"),
    definer(
        "report_is_frozen(p_report bigint)",
        "boolean",
        f"SELECT EXISTS (SELECT 1 FROM public.reports_report r WHERE r.id = p_report AND r.state IN ({WORDS}))",  # noqa: S608 - our own state words
    ),
    definer("seated_of(p_project bigint)", "TABLE (placement_id bigint, students bigint, credits bigint)", SEATED),
    RunSQL(REPORT + CHILDREN + TRIGGERS, UNDO),
]
