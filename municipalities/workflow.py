"""The moves of an attraction factor, and what follows from them."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mint import clock
from mint.actor import Actor
from mint.workflow import Move, perform
from mint.workflow import undo as undo_move
from municipalities import notices
from municipalities.models import AttractionFactor
from municipalities.permissions import can_edit
from municipalities.states import State

A_YEAR = timedelta(days=365)


def complete(factor: AttractionFactor) -> str | None:
    """A published factor says what is measured, from where to where, and where the figures are from."""
    missing = [
        str(label)
        for name, label in (
            ("description", _("description")),
            ("indicator", _("indicator")),
            ("unit", _("unit")),
            ("baseline", _("baseline")),
            ("target", _("target")),
            ("source", _("source")),
        )
        if getattr(factor, name) in ("", None)
    ]
    return _("Still missing: %(what)s.") % {"what": ", ".join(missing)} if missing else None


PUBLISH = Move(
    "factor.published",
    (State.DRAFT, State.ARCHIVED),
    State.PUBLISHED,
    allowed=can_edit,
    label=gettext_lazy("Publish"),
    guards=(complete,),
)
ARCHIVE = Move(
    "factor.archived", (State.PUBLISHED,), State.ARCHIVED, allowed=can_edit, label=gettext_lazy("Move to the archive")
)
UNPUBLISH = Move("factor.publish_undone", (State.PUBLISHED,), State.DRAFT, allowed=can_edit, undo_of="factor.published")
UNARCHIVE = Move(
    "factor.archive_undone", (State.ARCHIVED,), State.PUBLISHED, allowed=can_edit, undo_of="factor.archived"
)
MOVES = (PUBLISH, ARCHIVE, UNPUBLISH, UNARCHIVE)


def next_check(factor: AttractionFactor, today: date) -> date:
    """The day chosen, while it lies ahead; otherwise a year from now."""
    return factor.next_check_on if factor.next_check_on and factor.next_check_on > today else today + A_YEAR


@transaction.atomic
def publish(factor: AttractionFactor, *, actor: Actor) -> AttractionFactor:
    """To the public page. Who publishes has checked the facts today."""
    today = clock.today()
    factor = perform(
        factor,
        PUBLISH,
        actor=actor,
        published_at=clock.now(),
        checked_on=today,
        next_check_on=next_check(factor, today),
    )
    notices.published(factor, actor)
    return factor


@transaction.atomic
def archive(factor: AttractionFactor, *, actor: Actor) -> AttractionFactor:
    return perform(factor, ARCHIVE, actor=actor)


@transaction.atomic
def undo(factor: AttractionFactor, move: Move, *, actor: Actor) -> AttractionFactor:
    """Take back one's own last move within ten minutes, and the message that waits for it."""
    return undo_move(factor, move, actor=actor)


# What a POST of the move's name runs.
RUN = {PUBLISH.name: publish, ARCHIVE.name: archive}
