"""Which rows a person may see that say what they look for: ids, and no words.

A match operator is not leakproof, so that under a policy PostgreSQL would read every visible row instead of the index. The
function runs past the policies and therefore obeys them itself: it reads the table's own read rule from the catalogue, so
that no rule is copied and none grows stale. It gives the newest of each kind, so many at most: what stands in every
twentieth row is then found as quickly as what stands in two. The statement is made with the values in it, so that
PostgreSQL knows from its statistics whether the index of words or the order by time is the shorter way.

`p_titles` is the same query for who may know a row's title, but not look into its body (`mint.search.documents`).
"""

from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation

from mint.isolation.functions import definer

FOUND = """
DECLARE
  kind text; rule text; filters text := '';
  orgs bigint[] := mint.my_orgs(); places bigint[] := mint.my_munis();
  curated bigint[] := mint.my_curated(); managed bigint[] := mint.my_managed();
BEGIN
  IF p_query IS NOT NULL THEN
    filters := ' AND d.search @@ $1 AND (d.body_for = ''readers'' OR d.search @@ $2
      OR d.body_for = ''signed_in'' AND mint.my_user() IS NOT NULL
      OR d.body_for = ''not_managers'' AND NOT (coalesce(d.project_id = ANY ($3), false) AND NOT d.organisation_id = ANY ($4)
        AND NOT coalesce(d.municipality_id = ANY ($5), false) AND NOT coalesce(d.project_id = ANY ($6), false)))';
  END IF;
  IF p_places IS NOT NULL THEN filters := filters || ' AND d.municipality_id = ANY ($7)'; END IF;
  IF p_owners IS NOT NULL THEN filters := filters || ' AND d.organisation_id = ANY ($8)'; END IF;
  IF p_themes IS NOT NULL THEN filters := filters || ' AND d.themes && $9'; END IF;
  IF p_tags IS NOT NULL THEN filters := filters || ' AND d.tags && $13'; END IF;
  IF p_after IS NOT NULL THEN filters := filters || ' AND d.shown_at > $10'; END IF;
  IF p_until IS NOT NULL THEN filters := filters || ' AND d.shown_at <= $11'; END IF;
  FOREACH kind IN ARRAY p_kinds LOOP
    SELECT pg_get_expr(p.polqual, p.polrelid) INTO rule FROM pg_policy p
      WHERE p.polrelid = to_regclass('public.' || replace(kind, '.', '_')) AND p.polname = 'app_select';
    CONTINUE WHEN rule IS NULL OR p_states IS NOT NULL AND NOT p_states ? kind;
    RETURN QUERY EXECUTE format('SELECT d.subject_type::text, d.subject_id, coalesce(ts_rank(d.search, $1), 0)::real,
        d.shown_at FROM (SELECT d.* FROM public.search_document d WHERE d.subject_type = %L %s %s
        AND EXISTS (SELECT 1 FROM public.%I WHERE %I.id = d.subject_id AND (%s))
        ORDER BY d.shown_at DESC, d.id DESC LIMIT %s) d', kind, filters,
        CASE WHEN p_states IS NULL THEN '' ELSE 'AND d.state = ANY ($12)' END,
        replace(kind, '.', '_'), replace(kind, '.', '_'), rule, least(p_most, 1000))
      USING p_query, p_titles, managed, orgs, places, curated, p_places, p_owners, p_themes, p_after, p_until,
        ARRAY(SELECT jsonb_array_elements_text(p_states -> kind)), p_tags;
  END LOOP;
END
"""
# The same for a text: how much of the weight of its words each row shares, the nearest first. A word counts by how rare it is
# among the rows; of a common one so many rows are looked at, which is what "common" says already. The rows that one may know
# by their title only are not compared.
ALIKE = """
DECLARE rule text; managed bigint[] := mint.my_managed(); orgs bigint[] := mint.my_orgs();
  places bigint[] := mint.my_munis(); curated bigint[] := mint.my_curated();
BEGIN
  SELECT pg_get_expr(p.polqual, p.polrelid) INTO rule FROM pg_policy p
    WHERE p.polrelid = to_regclass('public.' || replace(p_kind, '.', '_')) AND p.polname = 'app_select';
  IF rule IS NULL OR cardinality(p_words) > 50 THEN RETURN; END IF;
  RETURN QUERY EXECUTE format('
    WITH words AS (SELECT * FROM unnest($1, $2, $3) WITH ORDINALITY AS w(query, titled, weight, number)),
    hits AS (SELECT w.number, w.weight, h.subject_id, h.is_title FROM words w CROSS JOIN LATERAL (
      SELECT d.subject_id, d.search @@ w.titled AS is_title FROM public.search_document d
      WHERE d.subject_type = %L AND d.search @@ w.query AND d.state = ANY ($4)
        AND (d.body_for = ''readers'' OR d.body_for = ''signed_in'' AND mint.my_user() IS NOT NULL
          OR d.body_for = ''not_managers'' AND NOT (coalesce(d.project_id = ANY ($5), false) AND NOT d.organisation_id = ANY ($6)
            AND NOT coalesce(d.municipality_id = ANY ($7), false) AND NOT coalesce(d.project_id = ANY ($8), false)))
        AND EXISTS (SELECT 1 FROM public.%I WHERE %I.id = d.subject_id AND (%s)) LIMIT 300) h),
    every AS (SELECT count(*) AS n FROM (SELECT FROM public.search_document d WHERE d.subject_type = %L LIMIT 5000) d),
    weighed AS (SELECT w.number, w.weight * ln(2 + every.n::float8 / greatest(1, (SELECT count(*) FROM hits
      WHERE hits.number = w.number))) AS weight FROM words w, every)
    SELECT h.subject_id, (sum(w.weight * CASE WHEN h.is_title THEN 1 ELSE 0.7 END)
        / (SELECT sum(weighed.weight) FROM weighed))::real
      FROM hits h JOIN weighed w USING (number) GROUP BY h.subject_id ORDER BY 2 DESC, 1 DESC LIMIT %s',
    p_kind, replace(p_kind, '.', '_'), replace(p_kind, '.', '_'), rule, p_kind, least(p_most, 50))
    USING p_words, p_titles, p_weights, p_states, managed, orgs, places, curated;
END
"""
ARGUMENTS = (
    "p_query tsquery, p_titles tsquery, p_kinds text[], p_states jsonb, p_places bigint[], p_owners bigint[], "
    "p_themes text[], p_tags text[], p_after timestamptz, p_until timestamptz, p_most integer"
)
RESULT = "TABLE(kind text, pk bigint, score real, shown timestamptz)"
OPERATIONS: list[Operation] = [
    RunSQL("GRANT SELECT, INSERT, UPDATE, DELETE ON search_document TO mint_definer", RunSQL.noop),
    definer(f"search_found({ARGUMENTS})", RESULT, FOUND, language="plpgsql"),
]
ALIKE_ARGUMENTS = (
    "p_kind text, p_words tsquery[], p_titles tsquery[], p_weights float8[], p_states text[], p_most integer"
)
ALIKE_OPERATIONS: list[Operation] = [
    definer(f"search_alike({ALIKE_ARGUMENTS})", "TABLE(pk bigint, score real)", ALIKE, language="plpgsql")
]
