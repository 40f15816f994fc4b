"""What a job may not become, whoever writes it: it runs with the rights of the person who asked for it."""

from django.db.migrations.operations import RunSQL

# Who may cancel and retry is not whom it runs as: without the one who asked, it would run as the system.
JOB_AS_ASKED = RunSQL(
    """
CREATE FUNCTION mint.keep_job_as_asked() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF current_user <> 'mint_app' THEN RETURN NEW; END IF;
  IF (OLD.kind, OLD.subject_id, OLD.requested_by_id, OLD.organisation_id)
    IS DISTINCT FROM (NEW.kind, NEW.subject_id, NEW.requested_by_id, NEW.organisation_id) THEN
    RAISE EXCEPTION 'a job stays what was asked for, and by whom' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_job_as_asked BEFORE UPDATE ON jobs_job
  FOR EACH ROW EXECUTE FUNCTION mint.keep_job_as_asked()""",
    "DROP TRIGGER keep_job_as_asked ON jobs_job; DROP FUNCTION mint.keep_job_as_asked()",
)
