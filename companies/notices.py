from mint.actor import Actor
from mint.notifications.notify import Recipients, notify
from mint.tenancy.models import Organisation


def verified(company: Organisation, actor: Actor) -> None:
    """To the company: it now sees the confidential parts too."""
    notify(
        "company_verified",
        Recipients(organisations=[company.pk]),
        path=company.get_absolute_url(),
        context={"organisation": company.name},
        but=actor.user_id,
    )
