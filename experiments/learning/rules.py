"""Who reads and writes lessons, in the words of the database (leaf)."""

from experiments.learning.states import TOLD_IN
from experiments.staging.rules import INSIDE, of_experiment
from experiments.states import DECIDED, PUBLISHED
from mint.isolation.rules import SIGNED_IN, all_of, any_of, within, written_by

# Said in full, for search reads this rule past the experiment's own policy.
LESSON_READ = of_experiment(
    any_of(
        all_of(within("parent.state", DECIDED), any_of(within("parent.publication", PUBLISHED), SIGNED_IN)),
        INSIDE,
    )
)
LESSON_INSERT = all_of(written_by(), of_experiment(within("parent.state", TOLD_IN)))
LESSON_DELETE = written_by()
