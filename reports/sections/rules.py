"""Who reads and writes the sections of a report, in the words of the database; and what it refuses whoever asks (leaf)."""

from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation

from mint.discussion.functions import sees
from mint.isolation.functions import definer, readable_by_definer
from mint.isolation.rules import all_of, any_of, curated, managed, mine, seen_by, through, within, written_by
from reports.states import CHANGEABLE

TABLE = "sections_section"
READ = any_of(seen_by(), curated(), managed(), seen_by("writer_id"))
CHANGES = "mint.report_is_changeable(report_id)"
GIVEN = all_of(written_by("writer_id"), any_of("person_id IS NULL", mine("person_id")))
BEGIN = all_of(managed(), CHANGES)
WRITE = all_of(any_of(managed(), GIVEN), CHANGES)
PART_READ = through(TABLE, "section_id")
PARENT_GIVEN = all_of(written_by("parent.writer_id"), any_of("parent.person_id IS NULL", mine("parent.person_id")))
PART_WRITE = all_of(through(TABLE, "section_id", any_of(managed("parent.project_id"), PARENT_GIVEN)), CHANGES)

PARTS = (TABLE, "sections_sectiontext", "sections_principleaim")
# the same refusal as of figures, rows and files
TRIGGERS = "\n".join(
    f"CREATE TRIGGER submitted_part_stays BEFORE INSERT OR UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION mint.keep_submitted_report_part();"
    for table in PARTS
)
UNDO = "\n".join(f"DROP TRIGGER IF EXISTS submitted_part_stays ON {table};" for table in PARTS)
WORDS = within("r.state", list(CHANGEABLE))

# before the tables' policies
FUNCTIONS: list[Operation] = [
    definer(
        "report_is_changeable(p_report bigint)",
        "boolean",
        f"SELECT EXISTS (SELECT 1 FROM public.reports_report r WHERE r.id = p_report AND {WORDS})",  # noqa: S608 - our own state words
    ),
]
# after them: what `sections.talking` says, said to the policies of comments; and what stays
OPERATIONS: list[Operation] = [
    readable_by_definer(TABLE),
    sees(TABLE),
    definer(
        f"parties_of_{TABLE}(p_id bigint)",
        "bigint[]",
        f"SELECT COALESCE(array_agg(s.writer_id), '{{}}') FROM public.{TABLE} s "  # noqa: S608 - our own table
        "WHERE s.id = p_id AND s.writer_id IS NOT NULL",
    ),
    RunSQL(TRIGGERS, UNDO),
]

# the policy says who changes a row, this which columns: only who manages the project gives a section, nobody moves it
READY = "ARRAY['version', 'ready_at', 'ready_by_id']"
GIFT = f"{READY} || ARRAY['writer_id', 'person_id', 'due_on']"
KEEP = f"""
CREATE FUNCTION mint.keep_section() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE moving text[] := CASE WHEN OLD.project_id = ANY (mint.my_managed()) THEN {GIFT} ELSE {READY} END;
BEGIN
  IF current_user = 'mint_app' AND to_jsonb(NEW) - moving <> to_jsonb(OLD) - moving THEN
    RAISE EXCEPTION 'section % is another''s to give, and stays in its report', OLD.id
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER section_stays BEFORE UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION mint.keep_section();
"""
KEPT: list[Operation] = [
    RunSQL(KEEP, f"DROP TRIGGER IF EXISTS section_stays ON {TABLE}; DROP FUNCTION IF EXISTS mint.keep_section();")
]
