"""Who keeps tariffs and who promises hours, in the words of the database (leaf)."""

from experiments.rules import CHILD_CHANGE
from experiments.staging.rules import INSIDE, of_experiment
from mint.isolation.rules import all_of, any_of, coordinated, owned_by, through, written_by

# The organisation's owners, and a municipality's coordinators.
KEEP = any_of(
    owned_by(),
    through("tenancy_organisation", "organisation_id", all_of("parent.kind = 'municipality'", coordinated("parent.municipality_id"))),
)  # fmt: skip
LINE_READ = of_experiment(INSIDE)
# What a party promised that has left is a fact of the plan, which nobody rewrites; the owner may take it away.
PARTED = """giver_id <> organisation_id AND NOT EXISTS (SELECT 1 FROM experiments_experimentparty party
  WHERE party.experiment_id = hours_line.experiment_id AND party.party_id = giver_id)"""
LINE_CHANGE = all_of(written_by("giver_id"), CHILD_CHANGE)  # one's own organisation's hours, in a plan that one writes
LINE_DELETE = any_of(LINE_CHANGE, all_of(written_by(), PARTED))
