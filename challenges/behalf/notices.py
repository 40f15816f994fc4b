"""Which messages a text on behalf of a company causes."""

from django.urls import reverse

from challenges.behalf.models import OnBehalf
from mint.actor import Actor
from mint.mail import compose
from mint.notifications.notify import Recipients, notify
from mint.outbox.queue import send
from mint.tenancy.actions import absolute

ASKED = "behalf_asked"


def asked(row: OnBehalf, token: str) -> None:
    """To the contact, who may have no account: the link is in this mail and nowhere else."""
    context = {
        "title": row.title,
        "company": row.company_name,
        "contact": row.contact_name,
        "author": row.author.name,
        "municipality": row.organisation.name,
        "url": absolute(reverse("behalf:read", args=[token])),
    }
    send(compose(ASKED, row.contact_email, context, language=row.language))


def confirmed(row: OnBehalf, title: str, actor: Actor) -> None:
    _tell("behalf_confirmed", row, title, actor)


def declined(row: OnBehalf, actor: Actor) -> None:
    _tell("behalf_declined", row, row.title, actor, path=reverse("behalf:list", args=[row.organisation.slug]))


def expired(row: OnBehalf, actor: Actor) -> None:
    _tell("behalf_expired", row, row.title, actor)


def _tell(kind: str, row: OnBehalf, title: str, actor: Actor, *, path: str = "") -> None:
    """The coordinators of the municipality: the text is in their care, whoever of them wrote it."""
    notify(
        kind,
        Recipients(coordinators_of=[row.municipality_id]),
        path=path or row.get_absolute_url(),
        context={"title": title, "company": row.company_name, "reason": row.answer},
        but=actor.user_id,
    )
