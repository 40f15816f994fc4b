"""Which messages companies send, to whom, with what."""

from django.urls import reverse

from mint.actor import Actor
from mint.notifications.notify import Recipients, notify
from mint.tenancy.models import JoinRequest, Organisation


def verified(company: Organisation, actor: Actor) -> None:
    """To the company: it now sees the confidential parts too."""
    notify(
        "company_verified",
        Recipients(organisations=[company.pk]),
        path=company.get_absolute_url(),
        context={"organisation": company.name},
        but=actor.user_id,
    )


def join_asked(asked: JoinRequest) -> None:
    """To the owners, who decide; not to everybody who writes there."""
    company = asked.organisation
    notify(
        "join_asked",
        Recipients(owners_of=[company.pk]),
        path=reverse("companies:requests", args=[company.slug]),
        context={"organisation": company.name, "asker": asked.asker.name, "message": asked.message},
    )


def join_accepted(asked: JoinRequest) -> None:
    _to_asker("join_accepted", asked, path=asked.organisation.get_absolute_url())


def join_declined(asked: JoinRequest) -> None:
    _to_asker("join_declined", asked, path=asked.get_absolute_url())


def _to_asker(kind: str, asked: JoinRequest, path: str) -> None:
    notify(kind, Recipients(users=[asked.asker_id]), path=path, context={"organisation": asked.organisation.name})
