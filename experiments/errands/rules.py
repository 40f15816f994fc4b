"""Who reads and writes an experiment's tasks, in the words of the database (leaf)."""

from experiments.staging.rules import INSIDE, STEERED, of_experiment
from mint.isolation.rules import all_of, mine

READ = of_experiment(INSIDE)
CHANGE = of_experiment(STEERED)
GIVE = all_of(mine("given_by_id"), CHANGE)
