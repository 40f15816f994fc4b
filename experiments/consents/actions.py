"""Writing a version of the text, recording who agreed to it, and taking a consent back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from experiments.consents.models import ConsentText, GivenConsent
from experiments.consents.permissions import can_record, can_remove
from experiments.consents.states import ENDED, Fate
from experiments.models import Experiment
from mint import clock
from mint.actor import Actor
from mint.audit.record import record as log
from mint.web import MoveError
from mint.workflow import lock

MOST_VERSIONS, MOST_CONSENTS = 50, 2000  # of a language, of an experiment


@transaction.atomic
def write(experiment: Experiment, *, actor: Actor, language: str, text: str) -> ConsentText:
    """The next version in a language; the same text again is the version that is there. Earlier ones stay as they were."""
    fresh = _ready(experiment, actor)
    rows = ConsentText.objects.filter(experiment=fresh, language=language)
    newest = rows.order_by("-number").first()
    if newest and newest.text == text:
        return newest
    number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
    if number > MOST_VERSIONS:
        raise MoveError(_("There are fifty versions already."))
    version: ConsentText = ConsentText.objects.create(
        organisation_id=fresh.organisation_id, experiment=fresh, author_id=actor.user_id, language=language,
        number=number, text=text,
    )  # fmt: skip
    log("experiment.consent_text_written", fresh, actor=actor, data={"language": language, "number": number})
    return version


def in_use(experiment: Experiment) -> list[ConsentText]:
    """The newest version of each language: only these are agreed to from now on."""
    newest: dict[str, ConsentText] = {}
    for version in ConsentText.objects.filter(experiment=experiment).order_by("language", "-number"):
        newest.setdefault(version.language, version)
    return list(newest.values())


@transaction.atomic
def give(text: ConsentText, *, actor: Actor, codes: Sequence[str], on: date) -> int:
    """Each code agreed to this version on that day; who had agreed to it already is not counted again. How many were new."""
    fresh = _ready(text.experiment, actor)
    if text not in in_use(fresh):
        raise MoveError(_("There is a newer version of this text. Look at the page again."))
    if on > clock.today():
        raise MoveError(_("The day has not come yet."))
    if GivenConsent.objects.filter(experiment=fresh).count() + len(codes) > MOST_CONSENTS:
        raise MoveError(_("There can be two thousand consents at most."))
    there = set(GivenConsent.objects.filter(text=text, code__in=codes).valid().values_list("code", flat=True))
    new = [code for code in dict.fromkeys(codes) if code not in there]
    GivenConsent.objects.bulk_create(
        GivenConsent(
            organisation_id=fresh.organisation_id, experiment=fresh, text=text, code=code, given_on=on,
            recorded_by_id=actor.user_id, created_at=clock.now(),
        )
        for code in new
    )  # fmt: skip
    if new:
        log("experiment.consents_given", fresh, actor=actor, data={"codes": new, "version": text.pk})
    return len(new)


@dataclass(frozen=True)
class Withdrawal:
    """When a participant took the consent back, and what was done with the data collected until then."""

    on: date
    fate: Fate
    note: str = ""


@transaction.atomic
def withdraw(experiment: Experiment, *, code: str, withdrawal: Withdrawal, actor: Actor) -> int:
    """Every valid consent of the code, to whatever version; also after the experiment has ended. Returns how many."""
    if not can_record(actor, experiment):
        raise PermissionDenied
    fresh = lock(experiment)
    rows = GivenConsent.objects.select_for_update(of=("self",)).filter(experiment=fresh, code=code).valid()
    found = list(rows)
    if not found:
        raise MoveError(_("There is no valid consent with this code."))
    if withdrawal.on > clock.today() or withdrawal.on < max(row.given_on for row in found):
        raise MoveError(_("A consent is taken back after it was given, today at the latest."))
    for row in found:
        row.withdrawn_on, row.withdrawn_by_id = withdrawal.on, actor.user_id
        row.fate, row.note = withdrawal.fate, withdrawal.note
        row.save(update_fields=["withdrawn_on", "withdrawn_by", "fate", "note"])
    data = {"codes": [code], "fate": withdrawal.fate.value}
    log("experiment.consent_withdrawn", fresh, actor=actor, data=data)
    return len(found)


@transaction.atomic
def remove(consent: GivenConsent, *, actor: Actor) -> None:
    """What was recorded by mistake, on the same day. The log keeps it."""
    if not can_remove(actor, consent):
        raise PermissionDenied
    fresh = _ready(consent.experiment, actor)
    if GivenConsent.objects.filter(pk=consent.pk, withdrawn_on=None).delete()[0]:
        log("experiment.consent_removed", fresh, actor=actor, data={"codes": [consent.code]})


def _ready(experiment: Experiment, actor: Actor) -> Experiment:
    if not can_record(actor, experiment):
        raise PermissionDenied
    fresh = lock(experiment)
    if fresh.state in ENDED:
        raise MoveError(_("The experiment has ended: only consents can be taken back now."))
    return fresh
