"""Who reads and writes purchases, in the words of the database (leaf)."""

from experiments.purchasing.states import State
from experiments.rules import TABLE
from experiments.states import DECIDED
from mint.isolation.rules import all_of, any_of, mine, seen_by, through, within, written_by

PURCHASE_READ = seen_by()  # the buyer's own: an experiment's owner and its parties may be bidders
PURCHASE_INSERT = all_of(written_by(), through(TABLE, "experiment_id", within("parent.state", DECIDED)))
PURCHASE_CHANGE = written_by()
PURCHASE_DISCARD = all_of(written_by(), mine("made_by_id"), within("state", (State.DRAFT,)))
TOLD_READ = any_of(seen_by(), through(TABLE, "experiment_id"))  # to all bidders alike: whoever sees the experiment
OF_ITS_EXPERIMENT = "parent.experiment_id = purchasing_told.experiment_id"
TOLD_INSERT = all_of(written_by(), through("purchasing_purchase", "purchase_id", OF_ITS_EXPERIMENT))
