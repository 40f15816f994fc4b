"""Why a challenge cannot make a move now: each guard gives the reason, or nothing; and when a reason is due."""

from collections.abc import Callable
from datetime import timedelta

from django.utils.translation import gettext as _

from challenges import needs
from challenges.models import Challenge
from mint import clock
from mint.tenancy.roles import Kind

SHORTEST_CALL = timedelta(days=14)
Guard = Callable[[Challenge], str | None]
_registered: dict[str, list[Guard]] = {}


def register_guard(verb: str, guard: Guard) -> None:
    """What is added to a challenge (criteria, co-owners, …) has its say on the move of this verb."""
    _registered.setdefault(verb, []).append(guard)


def further(verb: str) -> Guard:
    """The guards that others have registered for the move, as one."""

    def guard(challenge: Challenge) -> str | None:
        return " ".join(reason for each in _registered.get(verb, ()) if (reason := each(challenge))) or None

    return guard


def described(challenge: Challenge) -> str | None:
    """The brief says what, for whom and to what end; a public owner's also how one measures that."""
    asked = [
        ("title", _("title")),
        ("problem", _("problem")),
        ("affected", _("who is affected")),
        ("outcome", _("desired outcome")),
        ("needs", _("at least one need")),
        ("deadline_on", _("deadline")),
        ("ip_terms", _("rights to the solution")),
        ("data_terms", _("terms of the data")),
    ]
    if challenge.organisation.kind != Kind.COMPANY:
        asked.append(("measure", _("measure of success")))
    missing = [str(label) for name, label in asked if not getattr(challenge, name)]
    return _("Still missing: %(what)s.") % {"what": ", ".join(missing)} if missing else None


def deadline_ahead(challenge: Challenge) -> str | None:
    """Answering takes two weeks at least."""
    if challenge.deadline_on and challenge.deadline_on < clock.today() + SHORTEST_CALL:
        return _("The deadline must be at least 14 days ahead.")
    return None


def is_early(challenge: Challenge) -> bool:
    """The deadline's day has not ended: whoever counts on it is owed a reason."""
    return challenge.deadline_on is not None and challenge.deadline_on >= clock.today()


def unanswered(challenge: Challenge) -> str | None:
    """What somebody has answered is no longer taken back quietly."""
    return _("Somebody has already answered this challenge.") if needs.is_answered(challenge) else None
