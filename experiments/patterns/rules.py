"""Who reads and writes templates of plans, in the words of the database (leaf)."""

from mint.isolation.rules import SIGNED_IN, all_of, any_of, curated, mine, seen_by, written_by

READ = any_of(seen_by(), all_of("project_id IS NOT NULL", SIGNED_IN))
WRITES = any_of(all_of("project_id IS NULL", written_by()), curated())
INSERT = all_of(written_by(), mine("made_by_id"), any_of("project_id IS NULL", curated()))
