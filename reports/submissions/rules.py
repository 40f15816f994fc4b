"""What stays of a submission, in the words of the database: also when the report is opened again (leaf)."""

from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation

from mint.isolation.functions import definer, readable_by_definer
from mint.isolation.rules import all_of, managed, through, within
from reports import freezing
from reports.partnering import INSIDE
from reports.states import FROZEN, Kind, State

TABLE = "reports_report"
READ = through(TABLE, "report_id", INSIDE)
ADD = through(TABLE, "report_id", all_of(managed("parent.project_id"), within("parent.state", FROZEN)))

# what opening again changes: whether the figures stay is said with it
REOPENING = "ARRAY['state', 'version', 'decided_at', 'keeps_figures', 'steering_on', 'steering_paragraph', 'submitted_at', 'sha256']"
WORDS = freezing.WORDS
NEWEST = f"""SELECT NOT EXISTS (SELECT 1 FROM public.reports_report me JOIN public.reports_report o
  ON o.project_id = me.project_id AND (o.kind = '{Kind.ECOSYSTEM}') = (me.kind = '{Kind.ECOSYSTEM}')
  AND (o.ends_on, o.id) > (me.ends_on, me.id)
  WHERE me.id = p_report AND (o.state IN ({WORDS})
    OR EXISTS (SELECT 1 FROM public.submissions_submission s WHERE s.report_id = o.id)))"""  # noqa: S608 - our own state words
KEPT = """SELECT EXISTS (SELECT 1 FROM public.submissions_submission s JOIN public.reports_report r ON r.id = s.report_id
  WHERE r.id = p_report AND s.sha256 = r.sha256 AND s.submitted_at = r.submitted_at)"""
REPORT = f"""
CREATE OR REPLACE FUNCTION mint.keep_submitted_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.keeps_figures AND NOT NEW.keeps_figures THEN
    RAISE EXCEPTION 'report % keeps its figures', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF OLD.state NOT IN ({WORDS}) THEN
    RETURN COALESCE(NEW, OLD);
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.state IN ({WORDS})
     AND to_jsonb(NEW) - {freezing.MOVING} = to_jsonb(OLD) - {freezing.MOVING} THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.state = '{State.RETURNED}' AND NEW.state = '{State.COLLECTING}'
     AND to_jsonb(NEW) - {REOPENING} = to_jsonb(OLD) - {REOPENING}
     AND mint.submission_is_kept(OLD.id) AND (NEW.keeps_figures OR mint.report_is_newest(OLD.id)) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'report % has been submitted and does not change', OLD.id USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""
PARTS = """
CREATE OR REPLACE FUNCTION mint.keep_submitted_report_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE counted boolean := TG_TABLE_NAME IN ('reports_figure', 'reports_figurerow');
BEGIN
  IF (TG_OP <> 'INSERT' AND (mint.report_is_frozen(OLD.report_id) OR counted AND mint.report_keeps_figures(OLD.report_id)))
     OR (TG_OP <> 'DELETE' AND (mint.report_is_frozen(NEW.report_id) OR counted AND mint.report_keeps_figures(NEW.report_id)))
  THEN
    RAISE EXCEPTION 'the report has been submitted and does not change' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
"""
STAYS = """
CREATE FUNCTION mint.keep_submission() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'submitted_by_id' = to_jsonb(OLD) - 'submitted_by_id' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a submission stays as it was' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER submission_stays BEFORE UPDATE OR DELETE ON submissions_submission
  FOR EACH ROW EXECUTE FUNCTION mint.keep_submission();
"""
UNDO = f"""
DROP TRIGGER IF EXISTS submission_stays ON submissions_submission;
DROP FUNCTION IF EXISTS mint.keep_submission();
{(freezing.REPORT.partition("CREATE TRIGGER")[0] + freezing.CHILDREN).replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")}
"""
KEEPS = "report_keeps_figures(p_report bigint)"
OPERATIONS: list[Operation] = [
    readable_by_definer("submissions_submission"),
    definer("report_is_newest(p_report bigint)", "boolean", NEWEST),
    definer("submission_is_kept(p_report bigint)", "boolean", KEPT),
    definer(
        KEEPS,
        "boolean",
        "SELECT EXISTS (SELECT 1 FROM public.reports_report r WHERE r.id = p_report AND r.keeps_figures)",
    ),
    RunSQL(REPORT + PARTS + STAYS, UNDO),
]

# opened again to count while it was the newest, and a later one has been submitted since: that one was built on it
OUTRUN = "EXISTS (SELECT 1 FROM public.submissions_submission s WHERE s.report_id = r.id) AND NOT mint.report_is_newest(r.id)"
STAYING = "SELECT EXISTS (SELECT 1 FROM public.reports_report r WHERE r.id = p_report AND "
OUTRUN_OPERATIONS: list[Operation] = [
    RunSQL(
        definer(KEEPS, "boolean", f"{STAYING}(r.keeps_figures OR {OUTRUN}))").sql,
        definer(KEEPS, "boolean", f"{STAYING}r.keeps_figures)").sql,
    )
]
