"""Who says what each party does, who invites, and who answers: those who write for the owner, and for the organisation asked."""

from django.utils.translation import gettext as _

from challenges.models import Challenge
from experiments.models import Experiment, PartyInvitation
from experiments.permissions import can_lead
from mint.actor import Actor
from mint.matching.models import Match


def can_compose(actor: Actor, experiment: Experiment) -> bool:
    return can_lead(actor, experiment)


def can_invite(actor: Actor, invitation: PartyInvitation) -> bool:
    """Invites, takes back, and parts from who has joined."""
    return actor.has_role(invitation.organisation_id, "editor")


def can_answer(actor: Actor, invitation: PartyInvitation) -> bool:
    """The owners and editors of the organisation that is asked; it leaves by them, too."""
    return actor.has_role(invitation.member_id, "editor")


def can_leave(actor: Actor, experiment: Experiment) -> bool:
    """Those who write for a party, of their own organisation."""
    return actor.organisation_id in experiment.party_ids and actor.has_role(actor.organisation_id, "editor")


def bound(experiment: Experiment) -> set[int]:
    """Those whose challenge or whose agreement it rests on: what they began is theirs, too.

    Where the reader does not see what it rests on, everybody is bound: nobody can say then whose it is.
    """
    owners, sides = _rests_on(experiment)
    if not owners or (experiment.match_id and not sides):
        return {experiment.organisation_id, *experiment.party_ids}
    return {experiment.organisation_id, *owners, *sides}


def binding(experiment: Experiment, organisation_id: int) -> list[str]:
    """What keeps this organisation in the experiment, as its own people see it: each a sentence, none when it may leave.

    One's own challenge and one's own agreement one always sees.
    """
    owners, sides = _rests_on(experiment)
    found = []
    if organisation_id in owners:
        found.append(_("The experiment answers a challenge of your organisation."))
    if organisation_id in sides:
        found.append(_("The experiment rests on an agreement that your organisation has made."))
    return found


def _rests_on(experiment: Experiment) -> tuple[set[int], set[int]]:
    owners = Challenge.objects.filter(pk=experiment.challenge_id).values_list("organisation_id", flat=True)
    sides = Match.objects.filter(pk=experiment.match_id or 0).values_list("organisation_id", "partner_id")
    return set(owners), {side for both in sides for side in both}
