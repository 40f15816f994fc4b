"""What the policies of comments ask of their subject, whatever noun it is: its own policies answer, or its app's functions."""

from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation

from mint.isolation.functions import definer

TABLE_OF = "replace(p_type, '.', '_')"
# A noun whose app has not said who its parties are is not discussed.
UNKNOWN = f"to_regprocedure(format('mint.%I(bigint)', 'parties_of_' || {TABLE_OF})) IS NULL"

SEES = """
CREATE OR REPLACE FUNCTION mint.sees_subject(p_type text, p_id bigint) RETURNS boolean LANGUAGE plpgsql STABLE
  SECURITY INVOKER SET search_path = pg_catalog, public AS $$
DECLARE seen boolean; noun text := replace(p_type, '.', '_'); BEGIN
  IF to_regprocedure(format('mint.%I(bigint)', 'sees_' || noun)) IS NOT NULL THEN
    EXECUTE format('SELECT mint.%I($1)', 'sees_' || noun) INTO seen USING p_id;
  ELSE
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I s WHERE s.id = $1)', noun) INTO seen USING p_id;
  END IF;
  RETURN seen;
END $$"""


def sees(table: str) -> RunSQL:
    """mint.sees_<table>(id): does the caller see this row? Its plan is kept, and planning is what policies cost most."""
    function = f"mint.sees_{table}(bigint)"
    return RunSQL(
        f"""CREATE OR REPLACE FUNCTION mint.sees_{table}(p_id bigint) RETURNS boolean LANGUAGE plpgsql STABLE
  SECURITY INVOKER SET search_path = pg_catalog, public AS $$ BEGIN
  RETURN EXISTS (SELECT FROM public.{table} s WHERE s.id = p_id);
END $$;
ALTER FUNCTION {function} OWNER TO mint_definer;
REVOKE ALL ON FUNCTION {function} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {function} TO mint_app, mint_system, mint_definer""",  # noqa: S608 - our own table
        f"DROP FUNCTION {function}",
    )


# It runs as the writer: who writes of something sees it, and the row names the same owner, place and project.
TIED = """
CREATE OR REPLACE FUNCTION mint.is_of_seen_subject() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$ DECLARE subject jsonb; BEGIN
  IF current_user <> 'mint_app' THEN RETURN NEW; END IF;
  IF to_regprocedure(format('mint.%I(bigint)', 'parties_of_' || replace(NEW.subject_type, '.', '_'))) IS NULL THEN
    RAISE EXCEPTION 'this is not discussed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  EXECUTE format('SELECT to_jsonb(s) FROM public.%I s WHERE s.id = $1', replace(NEW.subject_type, '.', '_'))
    INTO subject USING NEW.subject_id;
  IF subject IS NULL OR (NEW.organisation_id, NEW.municipality_id, NEW.project_id) IS DISTINCT FROM
    ((subject->>'organisation_id')::bigint, (subject->>'municipality_id')::bigint, (subject->>'project_id')::bigint) THEN
    RAISE EXCEPTION 'the comment names another owner than its subject' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER of_seen_subject BEFORE INSERT ON discussion_comment FOR EACH ROW EXECUTE FUNCTION mint.is_of_seen_subject()"""

# Whoever writes, and however: what was said to few is never told to more.
NARROWS = """
CREATE OR REPLACE FUNCTION mint.audience_narrows() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$ BEGIN
  IF NEW.audience <> OLD.audience
    AND NOT (OLD.audience = 'everyone' OR (OLD.audience = 'parties' AND NEW.audience = 'team')) THEN
    RAISE EXCEPTION 'an audience only narrows' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audience_narrows BEFORE UPDATE OF audience ON discussion_comment
  FOR EACH ROW EXECUTE FUNCTION mint.audience_narrows()"""

# Whom the caller may mention, by audience: people who act for the organisations of that audience, and nobody else's
# members; nothing at all for an audience that the caller does not belong to.
PEOPLE = """
DECLARE
  table_name text := replace(p_type, '.', '_');
  owner bigint; place bigint; project bigint;
  parties bigint[] := '{}'; evaluators bigint[] := '{}';
  me bigint := mint.my_user();
  inside boolean; takes_part boolean; evaluates boolean;
BEGIN
  IF me IS NULL OR to_regprocedure(format('mint.%I(bigint)', 'parties_of_' || table_name)) IS NULL THEN RETURN; END IF;
  EXECUTE format('SELECT organisation_id, municipality_id, project_id, mint.%I(id) FROM public.%I WHERE id = $1',
    'parties_of_' || table_name, table_name) INTO owner, place, project, parties USING p_id;
  IF to_regprocedure(format('mint.%I(bigint)', 'evaluators_of_' || table_name)) IS NOT NULL THEN
    EXECUTE format('SELECT mint.%I($1)', 'evaluators_of_' || table_name) INTO evaluators USING p_id;
  END IF;
  inside := owner = ANY (mint.my_orgs()) OR place = ANY (mint.my_munis());
  takes_part := inside OR project = ANY (mint.my_curated()) OR parties && mint.my_orgs();
  evaluates := place = ANY (mint.my_munis()) OR me = ANY (evaluators);
  RETURN QUERY
    SELECT u.id, u.name::text, (array_agg(o.name::text ORDER BY f.rank, o.id))[1], array_agg(DISTINCT f.audience)
    FROM (
      SELECT m.user_id AS uid, m.organisation_id AS oid, a.audience, 1 AS rank
        FROM mint.membership m, unnest('{team,parties,everyone}'::text[]) a (audience)
        WHERE m.organisation_id = owner AND m.roles::text[] && '{owner,editor,coordinator,curator,teacher,project_manager}'
      UNION ALL SELECT m.user_id, m.organisation_id, a.audience, 2
        FROM mint.membership m JOIN public.tenancy_organisation t ON t.id = m.organisation_id,
          unnest('{team,parties,evaluators,everyone}'::text[]) a (audience)
        WHERE t.kind = 'municipality' AND t.municipality_id = place AND 'coordinator' = ANY (m.roles)
      UNION ALL SELECT m.user_id, m.organisation_id, a.audience, 3
        FROM mint.membership m, unnest('{parties,everyone}'::text[]) a (audience)
        WHERE m.organisation_id = ANY (parties)
          AND m.roles::text[] && '{owner,editor,coordinator,curator,teacher,project_manager}'
      UNION ALL SELECT e.uid, NULL, 'evaluators', 4 FROM unnest(evaluators) e (uid)
    ) f JOIN public.accounts_user u ON u.id = f.uid LEFT JOIN public.tenancy_organisation o ON o.id = f.oid
    WHERE u.is_active AND u.id <> me AND u.name <> '' AND CASE f.audience
      WHEN 'team' THEN inside WHEN 'evaluators' THEN evaluates ELSE takes_part END
    GROUP BY u.id, u.name ORDER BY u.name, u.id LIMIT 200;
END"""

OPERATIONS: list[Operation] = [
    RunSQL(SEES, "DROP FUNCTION mint.sees_subject(text, bigint)"),
    definer(
        "joins_subject(p_type text, p_id bigint, p_orgs bigint[])",
        "boolean",
        f"""DECLARE found boolean; BEGIN
          IF {UNKNOWN} THEN RETURN false; END IF;
          EXECUTE format('SELECT mint.%I($1) && $2', 'parties_of_' || {TABLE_OF}) INTO found USING p_id, p_orgs;
          RETURN COALESCE(found, false);
        END""",
        language="plpgsql",
    ),
    definer(
        "evaluates_subject(p_type text, p_id bigint)",
        "boolean",
        f"""DECLARE found boolean; BEGIN
          IF to_regprocedure(format('mint.%I(bigint)', 'evaluators_of_' || {TABLE_OF})) IS NULL THEN RETURN false; END IF;
          EXECUTE format('SELECT mint.my_user() = ANY (mint.%I($1))', 'evaluators_of_' || {TABLE_OF})
            INTO found USING p_id;
          RETURN COALESCE(found, false);
        END""",
        language="plpgsql",
    ),
    definer(
        "people_to_mention(p_type text, p_id bigint)",
        "TABLE (id bigint, name text, organisation text, audiences text[])",
        PEOPLE,
        language="plpgsql",
    ),
]
# once the tables are there
GUARDS: list[Operation] = [
    RunSQL(TIED, "DROP TRIGGER of_seen_subject ON discussion_comment; DROP FUNCTION mint.is_of_seen_subject()"),
    RunSQL(NARROWS, "DROP TRIGGER audience_narrows ON discussion_comment; DROP FUNCTION mint.audience_narrows()"),
    # whose it is and what it is about never change; only what its writer and its moderator may
    RunSQL(
        "REVOKE UPDATE ON discussion_comment FROM mint_app; "
        "GRANT UPDATE (text, audience, edited_at, removed_at, removed_by_id, removed_reason) ON discussion_comment TO mint_app",
        RunSQL.noop,
    ),
]
