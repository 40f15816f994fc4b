"""What those who steer an experiment write of its follow-up: whom to ask, an answer they heard, a silence they saw."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from experiments.follow_up.models import Contact, Round
from experiments.follow_up.permissions import can_tend
from experiments.follow_up.states import UNANSWERED, Place, Step
from experiments.follow_up.words import line_of
from experiments.grading import regrade
from experiments.models import Experiment
from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.web import MoveError


@dataclass(frozen=True)
class Heard:
    """What was answered: `annual_cost` in euros a year, `owned_by` a unit or a role."""

    answer: str
    annual_cost: Decimal | None = None
    owned_by: str = ""
    note: str = ""


@transaction.atomic
def name_contacts(experiment: Experiment, *, people: dict[Place, dict[str, str]], actor: Actor) -> None:
    """`people` has name, email and language of each place; an empty one is taken away."""
    if not can_tend(actor, experiment):
        raise PermissionDenied
    for place, values in people.items():
        if values.get("email"):
            Contact.objects.update_or_create(
                experiment=experiment, place=place, defaults={"organisation_id": experiment.organisation_id, **values}
            )
        else:
            Contact.objects.filter(experiment=experiment, place=place).delete()
    record("experiment.follow_up_contacts_named", experiment, actor=actor)


@transaction.atomic
def write_down(row: Round, heard: Heard, *, actor: Actor) -> Round:
    """An answer that was heard otherwise than by the link."""
    fresh = _locked(row, actor)
    fresh.step, fresh.answer, fresh.is_settled = Step.ANSWERED, heard.answer, True
    fresh.annual_cost, fresh.owned_by, fresh.note = heard.annual_cost, heard.owned_by, heard.note
    fresh.stepped_at = fresh.answered_at = clock.now()
    fresh.recorded_by_id = actor.user_id
    fresh.save()
    regrade(fresh.experiment)
    said = {"line": line_of(fresh, heard.answer)}
    record("experiment.follow_up_written_down", fresh.experiment, actor=actor, reason=heard.note, data=said)
    return fresh


@transaction.atomic
def settle(row: Round, *, actor: Actor) -> None:
    """It stays without an answer, and nobody is reminded of it any more."""
    fresh = _locked(row, actor)
    if fresh.step not in {Step.SILENT, Step.MISSED}:
        raise MoveError(_("It is still being asked. Wait for the answer, or write down what you have heard."))
    fresh.is_settled = True
    fresh.save(update_fields=["is_settled"])
    record("experiment.follow_up_settled", fresh.experiment, actor=actor, data={"line": line_of(fresh)})


def _locked(row: Round, actor: Actor) -> Round:
    if not can_tend(actor, row.experiment):
        raise PermissionDenied
    rows = Round.objects.select_related("experiment").select_for_update(of=("self",), no_key=True)
    fresh: Round = rows.get(pk=row.pk)
    if fresh.step not in UNANSWERED:
        raise MoveError(_("This has been answered already. Look at the page again."))
    return fresh
