"""Who reads, proposes and decides corrections, in the words of the database; and what it refuses whoever asks (leaf)."""

from django.db.migrations.operations import RunSQL

from mint.isolation.rules import all_of, any_of, managed, mine, overseen, seen_by, through, within
from reports.corrections.states import DECIDED, State

TABLE = "corrections_correction"
READ = any_of(seen_by(), overseen())
OWN_INDICATOR = through(
    "reports_indicator",
    "indicator_id",
    any_of("parent.project_id IS NULL", f"parent.project_id = {TABLE}.project_id"),
)
PROPOSE = all_of(
    managed(),
    seen_by(),
    within("state", [State.PROPOSED]),
    mine("proposed_by_id"),
    "decided_by_id IS NULL",
    OWN_INDICATOR,
)
SETTLE = overseen()
SETTLED = any_of(
    all_of(overseen(), within("state", DECIDED), mine("decided_by_id"), "proposed_by_id <> decided_by_id"),
    all_of(managed(), within("state", [State.WITHDRAWN]), mine("proposed_by_id")),
)
FILE_READ = through(TABLE, "correction_id")
FILE_ADD = through(
    TABLE, "correction_id", all_of(within("parent.state", [State.PROPOSED]), mine("parent.proposed_by_id"))
)

# what deciding changes
MOVING = "ARRAY['state', 'version', 'decided_by_id', 'decided_at', 'decision']"
KEEP = """
CREATE FUNCTION mint.keep_correction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'proposed' OR to_jsonb(NEW) - MOVING <> to_jsonb(OLD) - MOVING THEN
    RAISE EXCEPTION 'correction % has been decided, and is not rewritten', OLD.id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.state = 'approved' AND NEW.object_id IS NULL
     AND NOT EXISTS (SELECT 1 FROM corrections_correctionfile f WHERE f.correction_id = NEW.id) THEN
    RAISE EXCEPTION 'correction % has no evidence', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER correction_stays BEFORE UPDATE ON corrections_correction
  FOR EACH ROW EXECUTE FUNCTION mint.keep_correction();
""".replace("MOVING", MOVING)
UNDO = """
DROP TRIGGER IF EXISTS correction_stays ON corrections_correction;
DROP FUNCTION IF EXISTS mint.keep_correction();
"""
OPERATIONS = [RunSQL(KEEP, UNDO)]
