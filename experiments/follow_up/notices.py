"""Which messages a follow-up causes: the question itself, and what those who steer the experiment hear."""

from uuid import UUID

from django.urls import reverse

from experiments.follow_up.models import Asking, Round
from experiments.follow_up.states import Answer
from mint.mail import compose
from mint.notifications.notify import Recipients, in_language, notify
from mint.outbox.queue import send
from mint.tenancy.actions import absolute

ASKED = "experiment_follow_up_asked"


def ask(asking: Asking, token: str, *, is_reminder: bool) -> UUID:
    """The link stands in this mail and nowhere else; it opens a page, and the page's button answers."""
    page = absolute(in_language(reverse("follow_up:answer", args=[token]), asking.language))
    context = {
        "name": asking.name,
        "title": asking.shown["title"],
        "owner": asking.shown["owner"],
        "months": asking.shown["months"],
        "day": asking.expires_at,
        "is_reminder": is_reminder,
        "choices": [(value, f"{page}?vastaus={value}") for value in Answer.values],
        "page": page,
    }
    return send(compose(ASKED, asking.email, context, language=asking.language))


def _tell(kind: str, row: Round, *, owner: bool = False, **more: str) -> None:
    """The municipality's coordinator, and the curators where there is a project; the owner too, when asked for."""
    experiment = row.experiment
    notify(
        kind,
        Recipients(
            organisations=[experiment.organisation_id] if owner else [],
            coordinators_of=[experiment.municipality_id],
            curators_of=[experiment.project_id] if experiment.project_id else [],
        ),
        path=experiment.get_go_url(),
        context={"title": experiment.title, "months": row.months, **more},
    )


def answered(row: Round) -> None:
    _tell("experiment_follow_up_answered", row, owner=True, answer=row.answer)


def silent(row: Round) -> None:
    _tell("experiment_follow_up_silent", row)


def bounced(row: Round, name: str, *, is_last: bool) -> None:
    _tell("experiment_follow_up_bounced", row, name=name, last="yes" if is_last else "")
