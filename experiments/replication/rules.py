"""Who reads and writes lineage, in the words of the database (leaf)."""

from experiments.rules import joined_writing
from experiments.staging.rules import INSIDE, of_experiment
from mint.isolation.rules import all_of, any_of, through, written_by

SOURCE = through("experiments_experiment", "source_id")
LINEAGE_READ = of_experiment("true")
LINEAGE_INSERT = all_of(written_by(), SOURCE)
LINEAGE_CHANGE = any_of(written_by(), joined_writing("experiment_id"))
METRIC_READ = through("experiments_metric", "metric_id")
METRIC_INSERT = all_of(written_by(), through("experiments_metric", "source_id"))
MATERIAL_READ = of_experiment(INSIDE)
