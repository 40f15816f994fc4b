"""Who reads and writes consents, in the words of the database (leaf)."""

from experiments.rules import CHILD_CHANGE
from experiments.staging.rules import INSIDE, of_experiment
from mint.isolation.rules import all_of, mine

READ = of_experiment(INSIDE)
WRITE_TEXT = all_of(mine("author_id"), CHILD_CHANGE)
RECORD = all_of(mine("recorded_by_id"), CHILD_CHANGE)
# What was agreed to stays: a consent is changed once, by being taken back.
WITHDRAW = all_of(CHILD_CHANGE, "withdrawn_on IS NULL")
WITHDRAWN = all_of(CHILD_CHANGE, "withdrawn_on IS NOT NULL")
REMOVE = all_of(RECORD, "withdrawn_on IS NULL")
