"""Rows that tell of another by its type and id: nobody writes one of what they may not change, nor for whom it is not."""

from django.db.migrations.operations import RunSQL

COLUMNS = "subject_type, subject_id, organisation_id, municipality_id, project_id"

# It runs as whoever writes, so that the subject's own policies answer: a lock asks for the right to change. Two nouns
# are also acted on by people who do not change their row: who joins or leaves, and who sets a project's targets.
FUNCTION = RunSQL(
    """
CREATE FUNCTION mint.is_of_its_subject() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$ DECLARE
  read text := format('SELECT to_jsonb(s) FROM public.%I s WHERE s.id = $1', replace(NEW.subject_type, '.', '_'));
  subject jsonb;
  place jsonb;
BEGIN
  IF current_user <> 'mint_app' THEN RETURN NEW; END IF;
  EXECUTE read || ' FOR KEY SHARE' INTO subject USING NEW.subject_id;
  IF subject IS NULL AND (NEW.subject_type = 'projects.project' AND NEW.subject_id = ANY (mint.my_managed())
    OR NEW.subject_type = 'tenancy.organisation' AND EXISTS (SELECT 1 FROM public.tenancy_membership m
      WHERE m.organisation_id = NEW.subject_id AND m.user_id = mint.my_user())) THEN
    EXECUTE read INTO subject USING NEW.subject_id;
  END IF;
  IF subject IS NULL THEN
    RAISE EXCEPTION 'nobody writes of what they may not change' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.subject_type = 'tenancy.organisation' THEN -- its own owner
    subject := subject || jsonb_build_object('organisation_id', NEW.subject_id);
  END IF;
  place := subject->'municipality_id';
  IF place IS NULL AND NEW.municipality_id IS NOT NULL THEN -- it has no column for it: where its owner is at home
    SELECT to_jsonb(o.municipality_id) INTO place FROM public.tenancy_organisation o
      WHERE o.id = (subject->>'organisation_id')::bigint;
  END IF;
  IF (NEW.organisation_id, NEW.municipality_id, NEW.project_id) IS DISTINCT FROM
    ((subject->>'organisation_id')::bigint, (place#>>'{}')::bigint, (subject->>'project_id')::bigint) THEN
    RAISE EXCEPTION 'the row names another owner than its subject' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$""",
    "DROP FUNCTION mint.is_of_its_subject()",
)


def tied(table: str) -> RunSQL:
    """A migration operation: the table's rows have the organisation, municipality and project of their subjects."""
    return RunSQL(
        f"CREATE TRIGGER of_its_subject BEFORE INSERT OR UPDATE OF {COLUMNS} ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION mint.is_of_its_subject()",
        f"DROP TRIGGER of_its_subject ON {table}",
    )
