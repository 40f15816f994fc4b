"""Who writes a municipality's yearly review, in the words of the database; and what it refuses whoever asks (leaf)."""

from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation

from mint.isolation.rules import all_of, any_of, coordinated, owned_by, seen_by, through, within
from mint.tenancy.roles import Kind

READ = seen_by()
ITS_OWN = through(
    "tenancy_organisation",
    "organisation_id",
    all_of(
        within("parent.kind", [Kind.MUNICIPALITY]),
        "parent.municipality_id = yearly_yearreview.municipality_id",
    ),
)
WRITE = all_of(any_of(coordinated(), owned_by()), ITS_OWN)
KEEP = """
CREATE FUNCTION mint.keep_year_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'confirmed' THEN RETURN COALESCE(NEW, OLD); END IF;
  IF TG_OP = 'UPDATE' AND NEW.state = 'draft' AND NEW.year = OLD.year AND NEW.organisation_id = OLD.organisation_id THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'yearly review % has been confirmed and does not change', OLD.id
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER confirmed_review_stays BEFORE UPDATE OR DELETE ON yearly_yearreview
  FOR EACH ROW EXECUTE FUNCTION mint.keep_year_review();
"""
UNDO = """
DROP TRIGGER IF EXISTS confirmed_review_stays ON yearly_yearreview;
DROP FUNCTION IF EXISTS mint.keep_year_review();
"""
OPERATIONS: list[Operation] = [RunSQL(KEEP, UNDO)]
