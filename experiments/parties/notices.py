"""Who hears of whom: the organisation that is asked, and the owner that asked it."""

from django.urls import reverse

from experiments.models import Experiment, PartyInvitation
from mint.actor import Actor
from mint.notifications.notify import Recipients, notify
from mint.tenancy.models import Organisation


def invited(row: PartyInvitation, actor: Actor) -> None:
    path = reverse("parties:invitation", args=[row.member.slug, row.pk])
    context = {"title": row.title, "owner": row.organisation.name, "message": row.message}
    notify("experiment_party_invited", Recipients(organisations=[row.member_id]), path=path, context=context, but=actor.user_id)  # fmt: skip


def answered(row: PartyInvitation, actor: Actor, reason: str = "") -> None:
    """Joined or declined: to the owner."""
    path = reverse("experiments:go", args=[row.experiment_id])
    context = {"title": row.title, "who": row.member.name, "reason": reason}
    _tell(f"experiment_party_{row.state}", row.organisation_id, path, context, actor)


def left(experiment: Experiment, member: Organisation, actor: Actor, reason: str) -> None:
    context = {"title": experiment.title, "who": member.name, "reason": reason}
    _tell("experiment_party_left", experiment.organisation_id, experiment.get_go_url(), context, actor)


def removed(experiment: Experiment, member: Organisation, actor: Actor, reason: str) -> None:
    """To who takes part no more, and may not see the experiment: the message says all there is to say."""
    path = reverse("experiments:own", args=[member.slug])
    context = {"title": experiment.title, "owner": experiment.organisation.name, "reason": reason}
    _tell("experiment_party_removed", member.pk, path, context, actor)


def _tell(kind: str, organisation_id: int, path: str, context: dict[str, str], actor: Actor) -> None:
    notify(kind, Recipients(organisations=[organisation_id]), path=path, context=context, but=actor.user_id)
