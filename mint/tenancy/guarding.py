"""What a company may not say of itself: the row's policy lets its writers change it, this keeps what makes it who it is."""

from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation

GUARD = """
CREATE FUNCTION mint.organisation_stays_itself() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$ BEGIN
  IF current_user <> 'mint_app' THEN RETURN NEW; END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.is_verified THEN
      RAISE EXCEPTION 'nobody registers a verified company' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.kind, NEW.business_id, NEW.municipality_id) IS DISTINCT FROM (OLD.kind, OLD.business_id, OLD.municipality_id)
  THEN
    RAISE EXCEPTION 'an organisation keeps its kind, business ID and municipality'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.is_verified IS DISTINCT FROM OLD.is_verified
    AND (OLD.kind <> 'company' OR OLD.municipality_id <> ALL (mint.my_munis()) OR OLD.municipality_id IS NULL)
  THEN
    RAISE EXCEPTION 'its municipality''s coordinator verifies a company' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER organisation_stays_itself BEFORE INSERT OR UPDATE ON tenancy_organisation
  FOR EACH ROW EXECUTE FUNCTION mint.organisation_stays_itself()"""

OPERATIONS: list[Operation] = [
    RunSQL(
        GUARD,
        "DROP TRIGGER organisation_stays_itself ON tenancy_organisation; "
        "DROP FUNCTION mint.organisation_stays_itself()",
    ),
]
