"""Who reads and writes a diary, in the words of the database (leaf)."""

from experiments.staging.rules import INSIDE, STEERED, of_experiment
from mint.isolation.rules import all_of, any_of, mine, through, written_by

NOTE = "diary_diarynote"

READ = of_experiment(INSIDE)
# A note is its author's; the experiment's owner may take it away, and writes nothing in another's name.
WRITE = all_of(mine("author_id"), of_experiment(STEERED))
REMOVE = any_of(WRITE, written_by())
FILE_WRITE = all_of(mine("uploaded_by_id"), of_experiment(STEERED), through(NOTE, "note_id", mine("parent.author_id")))
FILE_REMOVE = any_of(all_of(mine("uploaded_by_id"), of_experiment(STEERED)), written_by())
