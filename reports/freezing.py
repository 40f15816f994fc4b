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

# the size class of the companies of a project: its manager counts by it, and sees no more of their profiles
SIZES = """SELECT p.organisation_id, p.size FROM public.companies_companyprofile p
WHERE p.size <> '' AND p_project = ANY(mint.my_managed()) AND (
  EXISTS (SELECT FROM public.challenges_challenge c WHERE c.project_id = p_project AND c.organisation_id = p.organisation_id)
  OR EXISTS (SELECT FROM public.experiments_experiment e
    WHERE e.project_id = p_project AND e.organisation_id = p.organisation_id)
  OR EXISTS (SELECT FROM public.experiments_experimentparty x
    JOIN public.experiments_experiment e ON e.id = x.experiment_id
    WHERE e.project_id = p_project AND x.party_id = p.organisation_id)
  OR EXISTS (SELECT FROM public.matching_match m
    WHERE m.project_id = p_project AND p.organisation_id IN (m.organisation_id, m.partner_id))
  OR EXISTS (SELECT FROM public.placements_placement l
    WHERE l.project_id = p_project AND l.organisation_id = p.organisation_id))"""

INDICATORS = """
CREATE FUNCTION mint.keep_indicator() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.code <> OLD.code OR NEW.project_id IS DISTINCT FROM OLD.project_id THEN
    RAISE EXCEPTION 'indicator % keeps its code', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF OLD.project_id IS NOT NULL AND (NEW.unit, NEW.aggregation, NEW.scheme) <> (OLD.unit, OLD.aggregation, OLD.scheme)
     AND mint.indicator_is_reported(OLD.id) THEN
    RAISE EXCEPTION 'indicator % has been reported and keeps its unit', OLD.id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER indicator_keeps_its_code BEFORE UPDATE ON reports_indicator
  FOR EACH ROW EXECUTE FUNCTION mint.keep_indicator();
CREATE FUNCTION mint.keep_indicator_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a version of an indicator does not change' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER version_stays BEFORE UPDATE ON reports_indicatorversion
  FOR EACH ROW EXECUTE FUNCTION mint.keep_indicator_version();
"""
INDICATORS_UNDO = """
DROP TRIGGER IF EXISTS version_stays ON reports_indicatorversion;
DROP TRIGGER IF EXISTS indicator_keeps_its_code ON reports_indicator;
DROP FUNCTION IF EXISTS mint.keep_indicator_version();
DROP FUNCTION IF EXISTS mint.keep_indicator();
"""
INDICATOR_OPERATIONS: list[Operation] = [
    readable_by_definer(
        "companies_companyprofile", "challenges_challenge", "experiments_experiment", "experiments_experimentparty",
        "matching_match", "placements_placement", "reports_figure", "reports_report",
    ),
    definer("sizes_of(p_project bigint)", "TABLE (organisation_id bigint, size varchar)", SIZES),
    definer(
        "indicator_is_reported(p_indicator bigint)",
        "boolean",
        "SELECT EXISTS (SELECT 1 FROM public.reports_figure f JOIN public.reports_report r ON r.id = f.report_id "  # noqa: S608 - our own state words
        f"WHERE f.indicator_id = p_indicator AND r.state IN ({WORDS}))",
    ),
    RunSQL(INDICATORS, INDICATORS_UNDO),
]  # fmt: skip
