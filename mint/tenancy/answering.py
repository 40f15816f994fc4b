"""An answered request to join stays answered: a policy sees one version of a row, this compares two."""

from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation

GUARD = """
CREATE FUNCTION mint.answer_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$ BEGIN
  IF current_user = 'mint_app' AND OLD.state <> 'waiting' THEN
    RAISE EXCEPTION 'a request that was answered stays so' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER answer_stays BEFORE UPDATE ON tenancy_joinrequest FOR EACH ROW EXECUTE FUNCTION mint.answer_stays()"""

OPERATIONS: list[Operation] = [
    RunSQL(GUARD, "DROP TRIGGER answer_stays ON tenancy_joinrequest; DROP FUNCTION mint.answer_stays()"),
]
