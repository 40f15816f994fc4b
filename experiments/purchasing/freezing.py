"""What the database refuses once a purchase has been decided, whoever asks: the application, a job or a script."""

from django.db.migrations.operations import RunSQL

# An erased account takes its name along.
PEOPLE = "ARRAY['made_by_id', 'decided_by_id']"
DECIDED_STAYS = RunSQL(
    f"""
CREATE FUNCTION mint.keep_decided_purchase() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF OLD.state <> 'decided' THEN
    RETURN COALESCE(NEW, OLD);
  END IF;
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - {PEOPLE} = to_jsonb(OLD) - {PEOPLE}
    AND (NEW.made_by_id IS NULL OR NEW.made_by_id = OLD.made_by_id)
    AND (NEW.decided_by_id IS NULL OR NEW.decided_by_id = OLD.decided_by_id) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'purchase % has been decided and does not change', OLD.id USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER decided_purchase_stays BEFORE UPDATE OR DELETE ON purchasing_purchase
  FOR EACH ROW EXECUTE FUNCTION mint.keep_decided_purchase()""",
    "DROP TRIGGER decided_purchase_stays ON purchasing_purchase; DROP FUNCTION mint.keep_decided_purchase()",
)
