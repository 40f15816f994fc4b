"""What the database holds of lineage, whoever writes it."""

from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation

from challenges.lineage.states import MERGED_FROM, MERGED_INTO, MOST_PARTS
from challenges.states import PUBLIC, SUBMITTED
from mint.isolation.functions import definer
from mint.isolation.rules import within

LOCKS: list[Operation] = [
    # who merges may only read the one that is kept, and so not lock it; in the order of ids, so that two never wait in a ring.
    # It locks for who answers either of them, and says nothing to anybody.
    definer(
        "lineage_lock(p_one bigint, p_other bigint)",
        "void",
        f"""BEGIN
          PERFORM FROM public.challenges_challenge c WHERE c.id IN (p_one, p_other)
            AND EXISTS (SELECT FROM public.challenges_challenge a WHERE a.id IN (p_one, p_other)
              AND {within("a.state", list(SUBMITTED))}
              AND (a.municipality_id = ANY (mint.asked_my_munis()) OR a.project_id = ANY (mint.asked_my_curated())))
            ORDER BY c.id FOR NO KEY UPDATE OF c;
        END""",
        language="plpgsql",
        volatility="VOLATILE",
    ),
]

# The states hold when the row is written, which is before the move. What it says never changes, but for a name that erasure
# takes out of its reason; a merge may be undone once.
HOLDS = RunSQL(
    f"""
GRANT SELECT ON lineage_lineage TO mint_definer;
CREATE FUNCTION mint.lineage_holds() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE a record; b record; allowed boolean;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.kind, NEW.source_id, NEW.target_id, NEW.created_at, NEW.source_title, NEW.was_public)
        IS DISTINCT FROM (OLD.kind, OLD.source_id, OLD.target_id, OLD.created_at, OLD.source_title, OLD.was_public)
      OR NEW.undone_at IS DISTINCT FROM OLD.undone_at AND (OLD.kind <> 'merged' OR OLD.undone_at IS NOT NULL) THEN
      RAISE EXCEPTION 'lineage does not change' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  PERFORM FROM challenges_challenge c WHERE c.id IN (NEW.source_id, NEW.target_id) ORDER BY c.id FOR NO KEY UPDATE;
  SELECT c.state, c.organisation_id, c.title INTO a FROM challenges_challenge c WHERE c.id = NEW.source_id;
  SELECT c.state, c.organisation_id, c.copied_from_id INTO b FROM challenges_challenge c WHERE c.id = NEW.target_id;
  allowed := CASE NEW.kind
    WHEN 'merged' THEN {within("a.state", list(MERGED_FROM))} AND ({within("b.state", list(MERGED_INTO))}
      OR a.state = 'in_review' AND b.state = 'in_review' AND a.organisation_id = b.organisation_id)
    WHEN 'split' THEN a.state = 'in_review' AND b.state = 'returned' AND a.organisation_id = b.organisation_id
      AND b.copied_from_id = NEW.source_id
      AND (SELECT count(*) FROM lineage_lineage l WHERE l.source_id = NEW.source_id AND l.kind = 'split') < {MOST_PARTS}
    ELSE b.state = 'draft' AND (a.organisation_id = b.organisation_id OR {within("a.state", list(PUBLIC))}) END;
  IF NOT coalesce(allowed, false) THEN
    RAISE EXCEPTION 'lineage between these states is not allowed' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (WITH RECURSIVE onward(id) AS (SELECT NEW.target_id UNION SELECT l.target_id FROM lineage_lineage l
      JOIN onward o ON l.source_id = o.id WHERE l.kind = NEW.kind AND l.undone_at IS NULL)
      SELECT FROM onward WHERE id = NEW.source_id) THEN
    RAISE EXCEPTION 'lineage does not lead back to itself' USING ERRCODE = 'check_violation';
  END IF;
  NEW.source_title := a.title;
  NEW.was_public := NEW.kind = 'merged' AND a.state = 'open';
  RETURN NEW;
END $$;
ALTER FUNCTION mint.lineage_holds() OWNER TO mint_definer;
REVOKE ALL ON FUNCTION mint.lineage_holds() FROM PUBLIC;
CREATE TRIGGER holds BEFORE INSERT OR UPDATE ON lineage_lineage FOR EACH ROW EXECUTE FUNCTION mint.lineage_holds()""",  # noqa: S608 - our own state words
    "DROP TRIGGER holds ON lineage_lineage; DROP FUNCTION mint.lineage_holds()",
)

# A merge is undone, and nothing else of a row is written again in a request; erasure takes a name out of a reason.
UNDONE_ONLY = RunSQL(
    "REVOKE UPDATE ON lineage_lineage FROM mint_app; GRANT UPDATE (undone_at) ON lineage_lineage TO mint_app",
    "GRANT UPDATE ON lineage_lineage TO mint_app",
)

# What somebody else inserts for an owner is a part of one that is split, with its contact: its row of lineage, which holds
# how many there are, is there by the end of the transaction. Who inserts is asked at once, since nobody is anybody by then.
PARTS = RunSQL(
    """
CREATE FUNCTION mint.part_is_of_its_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM lineage_lineage l JOIN challenges_challenge c ON c.id = l.source_id
      WHERE l.kind = 'split' AND l.target_id = NEW.id AND l.source_id = NEW.copied_from_id
      AND (c.contact_name, c.contact_email) = (NEW.contact_name, NEW.contact_email)) THEN
    RAISE EXCEPTION 'a part is of a challenge that is split' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
ALTER FUNCTION mint.part_is_of_its_whole() OWNER TO mint_definer;
REVOKE ALL ON FUNCTION mint.part_is_of_its_whole() FROM PUBLIC;
CREATE CONSTRAINT TRIGGER part_of_its_whole AFTER INSERT ON challenges_challenge DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (current_user = 'mint_app' AND (NEW.organisation_id = ANY (mint.my_writable_orgs())) IS NOT TRUE)
  EXECUTE FUNCTION mint.part_is_of_its_whole()""",
    "DROP TRIGGER part_of_its_whole ON challenges_challenge; DROP FUNCTION mint.part_is_of_its_whole()",
)

# Where the old address of what was public leads: on to the last one, also when the one it went into has gone further itself.
# To who may read the last one: the rule that the policy of challenges repeats, but for an evaluator's grant.
LEADS = definer(
    "lineage_leads(p_challenge bigint)",
    "TABLE(title text, kept bigint, reason text)",
    f"""WITH RECURSIVE onward(id, step) AS (
        SELECT l.target_id, 1 FROM public.lineage_lineage l
          WHERE l.source_id = p_challenge AND l.kind = 'merged' AND l.undone_at IS NULL AND l.was_public
        UNION ALL SELECT l.target_id, o.step + 1 FROM public.lineage_lineage l JOIN onward o ON l.source_id = o.id
          WHERE l.kind = 'merged' AND l.undone_at IS NULL AND o.step < 20),
      last(id) AS (SELECT o.id FROM onward o ORDER BY o.step DESC LIMIT 1)
      SELECT l.source_title, c.id, l.reason FROM last JOIN public.challenges_challenge c ON c.id = last.id
        JOIN public.lineage_lineage l ON l.source_id = p_challenge AND l.kind = 'merged' AND l.undone_at IS NULL
        WHERE {within("c.state", list(PUBLIC))} OR c.organisation_id = ANY (mint.asked_my_orgs())
          OR c.id = ANY (mint.asked_my_shared()) OR {within("c.state", list(SUBMITTED))}
          AND (c.municipality_id = ANY (mint.asked_my_munis()) OR c.project_id = ANY (mint.asked_my_curated())
            OR c.project_id = ANY (mint.asked_my_managed()))""",  # noqa: S608 - our own state words
)
