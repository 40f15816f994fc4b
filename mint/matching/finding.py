"""Which rows may fit, found by index among all of them: functions that give ids only; policies decide who sees the rows.

Asked as the reader, the index could not be used: row security comes before `&&`. A function counts what is rare, so
that a word of every second text reads no table: the marks (terms and concepts) are taken from the rarest on until
together they stand in some 5,000 rows, by what PostgreSQL's own statistics know of the column. Of the rows with these
marks the ones with the most rare ones come first; a fifth of the places each is for the newest of a theme and of a
dimension, which are common and need no counting.
"""

from django.db.migrations.operations.base import Operation

from mint.isolation.functions import definer, readable_by_definer

MOST = 500
READ_AT_MOST = 5_000

FOUND = """
WITH common AS (
  SELECT s.attname AS col, e.mark, e.share, min(e.share) OVER (PARTITION BY s.attname) AS least
  FROM pg_catalog.pg_stats s, unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) AS e(mark, share)
  WHERE s.schemaname = 'public' AND s.tablename = '{table}' AND s.attname IN ('terms', 'concepts') AND e.mark IS NOT NULL
), asked AS (
  SELECT 'terms' AS col, m AS mark FROM unnest(p_terms) m UNION SELECT 'concepts', m FROM unnest(p_concepts) m
), weighed AS (
  SELECT a.col, a.mark, coalesce(c.share, (SELECT min(least) FROM common k WHERE k.col = a.col), 0) AS share
  FROM asked a LEFT JOIN common c ON c.col = a.col AND c.mark = a.mark
), counted AS (
  SELECT col, mark, -ln(greatest(share, 0.00001)) AS worth,
    sum(share) OVER (ORDER BY share, col, mark) * greatest((SELECT reltuples FROM pg_catalog.pg_class
      WHERE oid = 'public.{table}'::regclass), 0) AS total,
    row_number() OVER (ORDER BY share, col, mark) AS place
  FROM weighed
), taken AS MATERIALIZED (
  SELECT col, mark, worth FROM counted WHERE total <= {read} OR place = 1
), hits AS MATERIALIZED (
  SELECT o.id, o.terms, o.concepts FROM public.{table} o
  WHERE {live} AND NOT o.organisation_id = ANY(p_not)
    AND (o.terms && (SELECT array_agg(mark) FROM taken WHERE col = 'terms')::varchar[]
      OR o.concepts && (SELECT array_agg(mark) FROM taken WHERE col = 'concepts')::varchar[])
  LIMIT 2 * {read}
), marked AS (
  SELECT id, 'terms' AS col, unnest(terms) AS mark FROM hits UNION ALL SELECT id, 'concepts', unnest(concepts) FROM hits
), best AS (
  SELECT m.id FROM marked m JOIN taken t ON t.col = m.col AND t.mark = m.mark
  GROUP BY m.id ORDER BY sum(t.worth) DESC, m.id DESC LIMIT p_most * 3 / 5
), themed AS (
  SELECT o.id FROM public.{table} o WHERE {live} AND NOT o.organisation_id = ANY(p_not) AND o.themes && p_themes
  ORDER BY o.id DESC LIMIT p_most / 5
), alike AS (
  SELECT o.id FROM public.{table} o WHERE {live} AND NOT o.organisation_id = ANY(p_not) AND o.dimensions && p_dimensions
  ORDER BY o.id DESC LIMIT p_most / 5
)
SELECT id FROM best UNION SELECT id FROM themed UNION SELECT id FROM alike
"""
ARGUMENTS = "p_dimensions varchar[], p_themes varchar[], p_terms varchar[], p_concepts varchar[], p_not bigint[], p_most integer"


def _finding(name: str, table: str, live: str) -> Operation:
    body = FOUND.format(table=table, live=live, read=READ_AT_MOST)
    return definer(f"{name}({ARGUMENTS})", "SETOF bigint", body)


OPERATIONS: list[Operation] = [
    readable_by_definer("matching_offer", "matching_need"),
    _finding("offers_sharing", "matching_offer", "o.state = 'active'"),
    _finding("needs_sharing", "matching_need", "o.closed_at IS NULL"),
]

FIRST = """
SELECT s.organisation_id, s.partner_id, s.need_id FROM public.matching_suggestion s
JOIN public.matching_need n ON n.id = s.need_id AND n.closed_at IS NULL
WHERE s.rank = 1 AND s.organisation_id = ANY(p_owners) AND s.partner_id = ANY(p_partners)
"""
# ids again: of the needs for which a partner is the first suggestion, the same for whoever asks
FIRST_OPERATIONS: list[Operation] = [
    readable_by_definer("matching_suggestion"),
    definer(
        "first_suggested(p_owners bigint[], p_partners bigint[])",
        "TABLE (owner bigint, partner bigint, need bigint)",
        FIRST,
    ),
]
