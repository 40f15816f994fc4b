"""What the database holds of tags: none on a challenge that no person has confirmed; search finds it by those it has."""

from django.db.migrations.operations import RunSQL

# It runs as whoever writes: who sees a challenge sees its confirmed tags.
CONFIRMED_ONLY = RunSQL(
    """
CREATE FUNCTION mint.tags_are_confirmed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM unnest(NEW.tags) key WHERE NOT EXISTS (SELECT 1 FROM public.tagging_tag t
    WHERE t.challenge_id = NEW.id AND t.concept = key AND t.state = 'confirmed')) THEN
    RAISE EXCEPTION 'a person confirms each tag' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tags_confirmed_first BEFORE INSERT ON challenges_challenge FOR EACH ROW
  WHEN (NEW.tags <> '{}') EXECUTE FUNCTION mint.tags_are_confirmed();
CREATE TRIGGER tags_confirmed BEFORE UPDATE OF tags ON challenges_challenge FOR EACH ROW
  WHEN (NEW.tags IS DISTINCT FROM OLD.tags) EXECUTE FUNCTION mint.tags_are_confirmed()""",
    "DROP TRIGGER tags_confirmed ON challenges_challenge; DROP TRIGGER tags_confirmed_first ON challenges_challenge; "
    "DROP FUNCTION mint.tags_are_confirmed()",
)
# And none is refused, or becomes another's, while its challenge has it: taken off first. Both wait for the challenge's lock.
STAYS_CONFIRMED = RunSQL(
    """
CREATE FUNCTION mint.tag_is_taken_off_first() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM FROM public.challenges_challenge c WHERE c.id = OLD.challenge_id FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM public.challenges_challenge c WHERE c.id = OLD.challenge_id AND OLD.concept = ANY (c.tags)) THEN
    RAISE EXCEPTION 'a tag is taken off the challenge first' USING ERRCODE = 'check_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
ALTER FUNCTION mint.tag_is_taken_off_first() OWNER TO mint_definer;
REVOKE ALL ON FUNCTION mint.tag_is_taken_off_first() FROM PUBLIC;
CREATE TRIGGER stays_confirmed BEFORE UPDATE ON tagging_tag FOR EACH ROW
  WHEN (OLD.state = 'confirmed' AND (NEW.state, NEW.concept, NEW.challenge_id)
    IS DISTINCT FROM (OLD.state, OLD.concept, OLD.challenge_id)) EXECUTE FUNCTION mint.tag_is_taken_off_first();
CREATE TRIGGER stays_while_confirmed BEFORE DELETE ON tagging_tag FOR EACH ROW
  WHEN (OLD.state = 'confirmed') EXECUTE FUNCTION mint.tag_is_taken_off_first()""",
    "DROP TRIGGER stays_while_confirmed ON tagging_tag; DROP TRIGGER stays_confirmed ON tagging_tag; "
    "DROP FUNCTION mint.tag_is_taken_off_first()",
)
SEARCHED = RunSQL(
    """
CREATE FUNCTION mint.challenge_tagged() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE public.search_document SET tags = NEW.tags
    WHERE subject_type = 'challenges.challenge' AND subject_id = NEW.id;
  RETURN NULL;
END $$;
ALTER FUNCTION mint.challenge_tagged() OWNER TO mint_definer;
REVOKE ALL ON FUNCTION mint.challenge_tagged() FROM PUBLIC;
CREATE TRIGGER tagged AFTER UPDATE OF tags ON challenges_challenge FOR EACH ROW
  WHEN (NEW.tags IS DISTINCT FROM OLD.tags) EXECUTE FUNCTION mint.challenge_tagged()""",
    "DROP TRIGGER tagged ON challenges_challenge; DROP FUNCTION mint.challenge_tagged()",
)
OPERATIONS = [CONFIRMED_ONLY, STAYS_CONFIRMED, SEARCHED]
