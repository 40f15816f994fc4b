"""What stays of a match whoever changes it: a policy sees one version of a row, this compares two."""

from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation

GUARD = """
CREATE FUNCTION mint.match_keeps_its_sides() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$ BEGIN
  IF current_user = 'mint_app'
    AND (NEW.need_id, NEW.organisation_id, NEW.partner_id) IS DISTINCT FROM (OLD.need_id, OLD.organisation_id, OLD.partner_id)
  THEN
    RAISE EXCEPTION 'a match keeps its need and its sides' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER match_keeps_its_sides BEFORE UPDATE OF need_id, organisation_id, partner_id ON matching_match
  FOR EACH ROW EXECUTE FUNCTION mint.match_keeps_its_sides()"""

OPERATIONS: list[Operation] = [
    RunSQL(
        GUARD,
        "DROP TRIGGER match_keeps_its_sides ON matching_match; DROP FUNCTION mint.match_keeps_its_sides()",
    ),
]
