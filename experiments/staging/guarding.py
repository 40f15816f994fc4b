"""What no writer may do: change a published version, publish one that lacks a state, stand at a stage of another state."""

from django.db.migrations.operations import RunSQL

from experiments.staging.states import ORDER, STANDS_IN

_PLACES = ", ".join(f"'{state.value}'" for state in ORDER)
_STATE = (
    "CASE e.state " + " ".join(f"WHEN '{a.value}' THEN '{b.value}'" for a, b in STANDS_IN.items()) + " ELSE e.state END"
)

GUARDED = RunSQL(
    f"""
CREATE FUNCTION mint.stages_stay() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (SELECT FROM public.staging_version v WHERE v.published_at IS NOT NULL
    AND v.id IN (COALESCE(NEW.version_id, 0), COALESCE(OLD.version_id, 0))) THEN
    RAISE EXCEPTION 'the stages of a published version stay as they are' USING ERRCODE = 'check_violation';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
CREATE FUNCTION mint.version_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  RAISE EXCEPTION 'a published version stays as it is' USING ERRCODE = 'check_violation';
END $$;
CREATE FUNCTION mint.version_is_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE places text[] := ARRAY[{_PLACES}];
BEGIN
  IF (SELECT count(DISTINCT s.state) FROM public.staging_stage s WHERE s.version_id = NEW.id)
    <> array_length(places, 1) THEN
    RAISE EXCEPTION 'a template has a stage for every state' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM public.staging_stage a JOIN public.staging_stage b
    ON a.version_id = NEW.id AND b.version_id = NEW.id AND a.position < b.position
    AND array_position(places, a.state::text) > array_position(places, b.state::text)) THEN
    RAISE EXCEPTION 'the stages follow the order of the states' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION mint.stage_fits() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE which bigint := (to_jsonb(NEW) ->> TG_ARGV[0])::bigint;
BEGIN
  IF EXISTS (SELECT FROM public.staging_visit v JOIN public.staging_stage s ON s.id = v.stage_id
    JOIN public.experiments_experiment e ON e.id = v.experiment_id
    WHERE v.experiment_id = which AND v.left_at IS NULL
      AND (s.state <> {_STATE} OR s.version_id <> v.version_id)) THEN
    RAISE EXCEPTION 'an experiment stands at a stage of its own state and version' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
ALTER FUNCTION mint.stages_stay() OWNER TO mint_definer;
ALTER FUNCTION mint.version_is_whole() OWNER TO mint_definer;
ALTER FUNCTION mint.stage_fits() OWNER TO mint_definer;
CREATE TRIGGER stages_stay BEFORE INSERT OR UPDATE OR DELETE ON staging_stage FOR EACH ROW
  EXECUTE FUNCTION mint.stages_stay();
CREATE TRIGGER version_stays BEFORE UPDATE OR DELETE ON staging_version FOR EACH ROW
  WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION mint.version_stays();
CREATE TRIGGER version_is_whole BEFORE UPDATE ON staging_version FOR EACH ROW
  WHEN (OLD.published_at IS NULL AND NEW.published_at IS NOT NULL) EXECUTE FUNCTION mint.version_is_whole();
CREATE TRIGGER version_is_written BEFORE INSERT ON staging_version FOR EACH ROW
  WHEN (NEW.published_at IS NOT NULL) EXECUTE FUNCTION mint.version_is_whole();
CREATE CONSTRAINT TRIGGER stage_fits AFTER INSERT OR UPDATE ON staging_visit DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION mint.stage_fits('experiment_id');
CREATE CONSTRAINT TRIGGER stage_fits AFTER UPDATE OF state ON experiments_experiment DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION mint.stage_fits('id');
REVOKE ALL ON FUNCTION mint.stages_stay(), mint.version_stays(), mint.version_is_whole(), mint.stage_fits() FROM PUBLIC""",  # noqa: S608  # our own words
    """
DROP TRIGGER stage_fits ON experiments_experiment; DROP TRIGGER stage_fits ON staging_visit;
DROP TRIGGER version_is_written ON staging_version; DROP TRIGGER version_is_whole ON staging_version;
DROP TRIGGER version_stays ON staging_version; DROP TRIGGER stages_stay ON staging_stage;
DROP FUNCTION mint.stage_fits(); DROP FUNCTION mint.version_is_whole(); DROP FUNCTION mint.version_stays();
DROP FUNCTION mint.stages_stay()""",
)
