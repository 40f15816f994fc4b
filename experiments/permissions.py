"""Who may do what to an experiment. When it may be done is in `workflow.MOVES`."""

from django.utils.translation import gettext as _

from challenges.models import Challenge
from challenges.permissions import can_conclude
from challenges.states import SEEKING
from challenges.states import State as ChallengeState
from experiments.models import Experiment
from mint.actor import Actor

BEGINNABLE = (ChallengeState.OPEN, *SEEKING, ChallengeState.EXPERIMENTING)


def can_create(actor: Actor, challenge: Challenge) -> bool:
    """The challenge's owner, its municipality's coordinator or its project's curator, while it may be tried."""
    return challenge.state in BEGINNABLE and can_conclude(actor, challenge)


def can_lead(actor: Actor, experiment: Experiment) -> bool:
    """Those who write for the experiment's owner."""
    return actor.has_role(experiment.organisation_id, "editor")


def can_plan(actor: Actor, experiment: Experiment) -> bool:
    """Those who write for the owner or for another party: they plan and measure."""
    return can_lead(actor, experiment) or (
        actor.organisation_id in experiment.party_ids and actor.has_role(actor.organisation_id, "editor", "teacher")
    )


def can_write_plan(actor: Actor, experiment: Experiment) -> bool:
    """The four eyes stay four: who approved a plan does not change it afterwards."""
    return can_plan(actor, experiment) and (experiment.approver_id is None or actor.user_id != experiment.approver_id)


def can_curate(actor: Actor, experiment: Experiment) -> bool:
    """The coordinator of its municipality, or a curator of a partner of its project."""
    return actor.coordinates(experiment.municipality_id) or actor.curates(experiment.project_id)


def can_approve(actor: Actor, experiment: Experiment) -> bool:
    """Four eyes: nobody who began, wrote or sent the plan."""
    return can_curate(actor, experiment) and not has_written(actor, experiment)


def has_written(actor: Actor, experiment: Experiment) -> bool:
    return actor.user_id in {experiment.author_id, experiment.submitted_by_id, *experiment.writer_ids}


def approval_refused(actor: Actor, experiment: Experiment) -> str:
    """Why this actor does not approve the plan, and who does: in the reader's language."""
    if has_written(actor, experiment):
        return " ".join([_("Who has begun, written or sent a plan does not approve it."), approvers(experiment)])
    return approvers(experiment)


def approvers(experiment: Experiment) -> str:
    return _(
        "The plan is approved by the coordinator of the municipality (%(place)s) or a curator of the project, if they have not written it."
    ) % {"place": experiment.municipality.name}


def can_grade(actor: Actor, experiment: Experiment) -> bool:
    """From outside: one who curates it, none of whose organisations owns it, takes part or did, and who wrote none of it."""
    inside = {experiment.organisation_id, *experiment.party_ids}
    return (
        can_curate(actor, experiment)
        and actor.organisation_id is not None
        and not inside & {actor.organisation_id, *actor.organisation_ids}
        and not has_written(actor, experiment)
        and not _took_part(actor, experiment)
    )


def _took_part(actor: Actor, experiment: Experiment) -> bool:
    """One of the actor's organisations joined once, whether it has left or not."""
    rows = experiment.invitations.filter(member_id__in=actor.organisation_ids, joined_at__isnull=False)
    return rows.exists()


def can_steer(actor: Actor, experiment: Experiment) -> bool:
    return can_lead(actor, experiment) or can_curate(actor, experiment)
