"""Answering by the link: reading it changes nothing, the page's button answers, and works once for each round."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from experiments.follow_up import notices
from experiments.follow_up.asking import KIND
from experiments.follow_up.models import Asking, Round
from experiments.follow_up.states import FOLLOWED, UNANSWERED, Answer, Step
from experiments.follow_up.words import line_of
from experiments.grading import regrade
from experiments.models import Experiment
from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.isolation import context
from mint.links.actions import holding
from mint.sealing import hashed
from mint.web import MoveError

ANSWER = "follow_up.answer"


@contextmanager
def _held(token: str) -> Iterator[Asking | None]:
    """A transaction in which the row of this link, and its round, are there for the database too."""
    token_hash = hashed(KIND, token)
    with holding(token_hash):
        yield Asking.objects.select_related("round").filter(token_hash=token_hash).first()


def read(token: str) -> Asking | None:
    """The link's row with its round; None when there never was one, or it has expired."""
    with _held(token) as asking:
        return asking if asking and asking.is_live else None


def _locked(asking: Asking) -> Round:
    """The round of a link that may still be used, with its experiment. As the system: who holds a link sees neither."""
    rows = Round.objects.select_related("experiment__organisation", "experiment__municipality")
    row: Round = rows.select_for_update(of=("self",)).get(pk=asking.round_id)
    return row


def answer(token: str, *, answer: str) -> None:
    """Once: what another has answered meanwhile stays. The addresses are emptied with it."""
    asking = _usable(token)
    with context.system(ANSWER), transaction.atomic():
        row = _locked(asking)
        if row.step not in UNANSWERED:
            raise MoveError(_("This has been answered already. Thank you."))
        _write(row, answer)
        row.save(update_fields=["step", "stepped_at", "answer", "answered_at"])
        Asking.objects.filter(pk=asking.pk).update(answered_at=clock.now())
        Asking.objects.filter(round=row).update(email="")
        record(
            "experiment.follow_up_answered", row.experiment, actor=Actor(), reason=asking.name,
            data={"line": line_of(row, answer)},
        )  # fmt: skip
        regrade(row.experiment)
        notices.answered(row)


def is_answered(experiment: Experiment) -> bool:
    """Has anybody told what became of it? Silence tells nothing. Nothing is read where nothing is asked."""
    return experiment.decision in FOLLOWED and Round.objects.filter(experiment=experiment, step=Step.ANSWERED).exists()


def _usable(token: str) -> Asking:
    asking = read(token)
    if asking is None:
        raise MoveError(_("This link works no more: it has expired."))
    return asking


def _write(row: Round, answer: str) -> None:
    row.step, row.answer = Step.ANSWERED, Answer(answer)
    row.stepped_at = row.answered_at = clock.now()


def detail(token: str, *, annual_cost: Decimal | None, owned_by: str, note: str) -> None:
    """What it costs a year and who owns it: by the link that answered, once."""
    asking = _usable(token)
    with context.system(ANSWER), transaction.atomic():
        row = _locked(asking)
        mine = Asking.objects.filter(pk=asking.pk, answered_at__isnull=False, detailed_at=None)
        if not mine.update(detailed_at=clock.now()):
            raise MoveError(_("This has been answered already. Thank you."))
        row.annual_cost, row.owned_by, row.note = annual_cost, owned_by, note
        row.save(update_fields=["annual_cost", "owned_by", "note"])
