"""What search knows of a row: a document, kept by the database whenever the row is written, whoever writes it.

An app says in a migration which words its table's rows are found by (`documented`). Nobody but the definer's functions
and the system reads documents: `mint.search.functions` gives ids, and obeys the table's own policy.
"""

from dataclasses import dataclass

from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation

# Who may look for a row by its body, and not only by its title: every reader, or not who only manages its project, or
# not the public.
READERS, NOT_MANAGERS, SIGNED_IN = "readers", "not_managers", "signed_in"

TRIGGER = RunSQL(
    """CREATE OR REPLACE FUNCTION mint.documented() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public AS $$ BEGIN
      IF TG_OP = 'DELETE' THEN
        DELETE FROM public.search_document WHERE subject_type = TG_ARGV[0] AND subject_id = OLD.id;
      ELSE
        EXECUTE 'SELECT mint.put_document($1)' USING NEW;
      END IF;
      RETURN NULL;
    END $$;
    ALTER FUNCTION mint.documented() OWNER TO mint_definer;
    REVOKE ALL ON FUNCTION mint.documented() FROM PUBLIC""",
    "DROP FUNCTION mint.documented()",
)
PUT = """
CREATE OR REPLACE FUNCTION mint.put_document(r public.{table}) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
  INSERT INTO public.search_document AS d (created_at, subject_type, subject_id, organisation_id, municipality_id,
    project_id, state, themes, language, title, body, body_for, shown_at, search, read_as)
  SELECT now(), '{subject}', r.id, r.organisation_id, {municipality}, {project}, {state}, {themes}, r.language, w.title,
    w.body, {body_for}, {at}, setweight(to_tsvector('simple', w.title), 'A') || setweight(to_tsvector('simple', w.body), 'B'), ''
  FROM (SELECT left({title}, 300) AS title, left({body}, 20000) AS body) w
  ON CONFLICT (subject_type, subject_id) DO UPDATE SET organisation_id = EXCLUDED.organisation_id,
    municipality_id = EXCLUDED.municipality_id, project_id = EXCLUDED.project_id, state = EXCLUDED.state,
    themes = EXCLUDED.themes, language = EXCLUDED.language, title = EXCLUDED.title, body = EXCLUDED.body,
    body_for = EXCLUDED.body_for, shown_at = EXCLUDED.shown_at,
    search = CASE WHEN (d.title, d.body, d.language) = (EXCLUDED.title, EXCLUDED.body, EXCLUDED.language)
      THEN d.search ELSE EXCLUDED.search END,
    read_as = CASE WHEN (d.title, d.body, d.language) = (EXCLUDED.title, EXCLUDED.body, EXCLUDED.language)
      THEN d.read_as ELSE '' END
$$;
ALTER FUNCTION mint.put_document(public.{table}) OWNER TO mint_definer;
REVOKE ALL ON FUNCTION mint.put_document(public.{table}) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION mint.put_document(public.{table}) TO mint_definer, mint_system;
DROP TRIGGER IF EXISTS documented ON public.{table};
CREATE TRIGGER documented AFTER INSERT OR UPDATE OR DELETE ON public.{table}
  FOR EACH ROW EXECUTE FUNCTION mint.documented('{subject}');
GRANT SELECT ON public.{table} TO mint_definer;
SET LOCAL ROLE mint_definer;
SELECT count(mint.put_document(t)) FROM public.{table} t;
RESET ROLE"""
DROP = """DROP TRIGGER documented ON public.{table};
DROP FUNCTION mint.put_document(public.{table});
SET LOCAL ROLE mint_system;
DELETE FROM public.search_document WHERE subject_type = '{subject}';
RESET ROLE"""


@dataclass(frozen=True)
class Words:
    """SQL over the row `r`: what it is called, what it says in public, and what lists filter and order it by."""

    title: str
    body: str
    at: str  # since when it is so: what is new is shown first
    state: str = "r.state"
    themes: str = "'{}'"
    municipality: str = "r.municipality_id"
    project: str = "r.project_id"
    body_for: str = f"'{READERS}'"


def documented(label: str, words: Words) -> list[Operation]:
    """Migration operations: rows of this model (`challenges.challenge`) are found, those that are there already too.

    Run again with other words, or after a change of columns, they replace what was.
    """
    names = {"table": label.replace(".", "_"), "subject": label, **vars(words)}
    return [RunSQL(PUT.format(**names), DROP.format(**names))]


def text_of(*columns: str) -> str:
    """These columns of the row, one after the other."""
    return f"concat_ws(E'\\n', {', '.join(f'r.{column}' for column in columns)})"
