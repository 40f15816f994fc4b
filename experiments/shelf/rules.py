"""Who reads and writes the shelf, in the words of the database (leaf)."""

from experiments.shelf.states import RESTABLE
from experiments.staging.rules import INSIDE, of_experiment
from mint.isolation.rules import all_of, within, written_by

REST_READ = of_experiment(INSIDE)
REST_INSERT = all_of(written_by(), of_experiment(within("parent.state", RESTABLE)))
REST_CHANGE = written_by()
