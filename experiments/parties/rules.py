"""Who reads and writes what a party does, in the words of the database (leaf)."""

from experiments.staging.rules import of_experiment
from mint.isolation.rules import all_of, any_of, through, written_by

# As public as the experiment; written by its owner, of the owner itself and of those who take part.
READ = of_experiment("true")
CHANGE = written_by()
TAKES_PART = any_of(
    "member_id = organisation_id",
    through(
        "experiments_experimentparty", "parties_partyrole.experiment_id", "parent.party_id = member_id",
        parent_key="experiment_id",
    ),
)  # fmt: skip
SAY = all_of(CHANGE, TAKES_PART)
# Who joins begins with the part that it was asked to take; who leaves takes its own away.
ASKED_FOR = through(
    "experiments_partyinvitation", "parties_partyrole.experiment_id",
    "parent.member_id = parties_partyrole.member_id AND parent.part = parties_partyrole.part AND parent.state = 'joined'",
    parent_key="experiment_id",
)  # fmt: skip
INSERT = all_of(any_of(CHANGE, all_of(written_by("member_id"), ASKED_FOR)), TAKES_PART)
DELETE = any_of(CHANGE, written_by("member_id"))
