"""Who reads and writes a follow-up, in the words of the database (leaf)."""

from experiments.staging.rules import INSIDE, STEERED, of_experiment
from mint.isolation.rules import any_of
from mint.links.models import HELD

# What became of it is as public as the experiment; who holds a link reads the one round that it asks about.
ROUND_READ = any_of(
    of_experiment("true"),
    f"EXISTS (SELECT 1 FROM follow_up_asking held WHERE held.round_id = follow_up_round.id AND held.{HELD})",  # noqa: S608  # our own words
)
ROUND_CHANGE = of_experiment(STEERED)
CONTACT_READ = of_experiment(INSIDE)
CONTACT_CHANGE = of_experiment(STEERED)
ASKING_READ = any_of(of_experiment(INSIDE), HELD)
