"""Writes that change no state: beginning an experiment, its plan and its result."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.models import Challenge
from challenges.workflow import begin_experiment
from experiments import notices, results
from experiments.models import EvidenceReview, Experiment, ExperimentParty, Metric
from experiments.permissions import can_create, can_grade, can_lead, can_plan, can_write_plan
from experiments.staging import placing
from experiments.states import CHANGEABLE, DECIDED, DRAFTED, SHOWN, State
from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.matching.models import Match
from mint.matching.states import AGREED, Agreement
from mint.outbox.queue import enqueue
from mint.web import MoveError, StaleError
from mint.workflow import lock

NEED = "challenges.challenge"
LEAST_REASON = 10  # characters, where somebody sets a rule aside


@dataclass(frozen=True)
class MetricInput:
    """One line of the plan's metrics: `pk` is None for a new one, `values` are the columns."""

    values: dict[str, Any] = field(default_factory=dict)
    pk: int | None = None
    remove: bool = False


@transaction.atomic
def create(
    challenge: Challenge,
    *,
    actor: Actor,
    title: str,
    hypothesis: str = "",
    parties: Iterable[int] = (),
    match: Match | None = None,
    key: UUID | None = None,
) -> Experiment:
    """An idea of how to answer a challenge; from an agreed match it is planned at once. The same key makes one."""
    if actor.organisation_id is None or not can_create(actor, challenge):
        raise PermissionDenied
    experiment: Experiment
    experiment, made = Experiment.objects.get_or_create(
        organisation_id=actor.organisation_id,
        form_key=key or uuid4(),
        defaults={
            "state": State.PLANNING if match else State.IDEA,
            "municipality_id": challenge.municipality_id,
            "project_id": challenge.project_id,
            "challenge_id": challenge.pk,
            "match": match,
            "author_id": actor.user_id,
            "language": challenge.language,
            "title": title,
            "hypothesis": hypothesis,
            "is_demo": challenge.is_demo,
        },
    )
    if made:
        _join(experiment, {challenge.organisation_id, *parties})
        placing.begin(experiment, actor=actor)
        experiment.entry_key = record("experiment.created", experiment, actor=actor, to_state=experiment.state)
        notices.created(experiment, actor)
    return experiment


def _join(experiment: Experiment, organisations: Iterable[int]) -> None:
    others = sorted(set(organisations) - {experiment.organisation_id})
    ExperimentParty.objects.bulk_create(
        ExperimentParty(organisation_id=experiment.organisation_id, experiment=experiment, party_id=pk) for pk in others
    )


@transaction.atomic
def start_from_match(
    match: Match, *, actor: Actor, title: str = "", hypothesis: str = "", key: UUID | None = None
) -> Experiment:
    """What two sides have agreed to try: their experiment, and the challenge is in experiment from now on."""
    lock(match)  # two who begin at once begin the same one
    challenge = challenge_of(match, actor)
    if match.state not in AGREED or match.agreement != Agreement.EXPERIMENT:
        raise MoveError(_("An experiment begins from a match whose sides have agreed on one."))
    begun: Experiment | None = Experiment.objects.visible_to(actor).filter(match=match).first()
    if begun:
        return begun
    experiment = create(
        challenge,
        actor=actor,
        title=title or challenge.title,
        hypothesis=hypothesis,
        parties={match.partner_id},
        match=match,
        key=key,
    )
    begin_experiment(
        challenge, actor=actor, reason=_("An experiment was agreed with %(partner)s.") % {"partner": match.partner}
    )
    return experiment


def challenge_of(match: Match, actor: Actor) -> Challenge:
    """The challenge that the match answers; MoveError when its need is of another kind."""
    challenge = answered(match, actor)
    if challenge is None:
        raise MoveError(_("The match does not answer a challenge."))
    return challenge


def answered(match: Match, actor: Actor) -> Challenge | None:
    """The challenge whose need the match answers, if there is one and the actor may see it."""
    if match.need.subject_type != NEED:
        return None
    found: Challenge | None = Challenge.objects.visible_to(actor).filter(pk=match.need.subject_id).first()
    return found


@transaction.atomic
def write_plan(
    experiment: Experiment,
    *,
    actor: Actor,
    version: int,
    values: dict[str, Any],
    metrics: Iterable[MetricInput] = (),
    reason: str = "",
) -> Experiment:
    """Change the plan. After the review it stays frozen: what is changed then, with a reason, is a deviation."""
    fresh = _locked(experiment, actor, version)
    if not can_write_plan(actor, fresh):
        raise MoveError(_("You approved this plan, so somebody else changes it."))
    if fresh.state not in CHANGEABLE:
        raise MoveError(_("The plan cannot be changed now: it is in review, or the experiment has ended."))
    if fresh.state not in DRAFTED and len(reason.strip()) < 3:
        raise MoveError(_("The plan has been approved: say why it is changed."))
    if values.get("publication", fresh.publication) != fresh.publication and not can_lead(actor, fresh):
        raise PermissionDenied
    changed = sorted(name for name, value in values.items() if getattr(fresh, name) != value)
    for name, value in values.items():
        setattr(fresh, name, value)
    if actor.user_id and actor.user_id not in fresh.writer_ids:
        fresh.writer_ids = [*fresh.writer_ids, actor.user_id]
    fresh.version += 1
    fresh.save()
    for metric in metrics:
        _write_metric(fresh, metric)
    record("experiment.plan_written", fresh, actor=actor, reason=reason, data={"changed": changed})
    if fresh.state in SHOWN:
        enqueue(results.TASK, experiment_id=fresh.pk)
    return fresh


def _locked(experiment: Experiment, actor: Actor, version: int) -> Experiment:
    """Who first: a row that one may not change cannot even be locked under row security."""
    if not can_plan(actor, experiment):
        raise PermissionDenied
    fresh = lock(experiment)
    if fresh.version != version:
        raise StaleError
    return fresh


def _write_metric(experiment: Experiment, metric: MetricInput) -> None:
    rows = Metric.objects.filter(experiment=experiment)
    if metric.remove and metric.pk:
        if experiment.state not in DRAFTED:
            raise MoveError(_("A metric of a reviewed plan stays: it can no longer be removed."))
        rows.filter(pk=metric.pk).delete()
    elif metric.pk:
        rows.filter(pk=metric.pk).update(**metric.values)
    else:
        Metric.objects.create(organisation_id=experiment.organisation_id, experiment=experiment, **metric.values)


@transaction.atomic
def write_result(experiment: Experiment, *, actor: Actor, version: int, values: dict[str, Any]) -> Experiment:
    """Result, lessons and outcome while the experiment is evaluated: before the decision is recorded."""
    fresh = _locked(experiment, actor, version)
    if fresh.state != State.EVALUATING:
        raise MoveError(_("The result is written while the experiment is evaluated."))
    values = _by_the_rule(fresh, values)
    for name, value in values.items():
        setattr(fresh, name, value)
    fresh.version += 1
    fresh.save(update_fields=[*values, "version"])
    record("experiment.result_written", fresh, actor=actor)
    if fresh.is_overridden:
        said = {"computed": fresh.outcome_computed, "outcome": fresh.outcome}
        record("experiment.outcome_overridden", fresh, actor=actor, reason=fresh.outcome_reason, data=said)
    return fresh


def _by_the_rule(experiment: Experiment, values: dict[str, Any]) -> dict[str, Any]:
    """The outcome follows from the frozen decision rule; another one takes a reason, and the rule's own is kept."""
    computed = results.outcome_of(experiment, results.refresh(experiment))
    reason = str(values.get("outcome_reason", "")).strip()
    if not computed or values["outcome"] == computed:
        reason = ""
    elif len(reason) < LEAST_REASON:
        raise MoveError(_("The outcome is not what the decision rule says. Say why."))
    return {**values, "outcome_computed": computed, "outcome_reason": reason}


@transaction.atomic
def review_evidence(experiment: Experiment, *, actor: Actor, grade: int, reason: str) -> EvidenceReview:
    """Confirm the computed grade or lower it, from outside the owning organisation. The newest review holds."""
    if actor.organisation_id is None or not can_grade(actor, experiment):
        raise PermissionDenied
    fresh = lock(experiment)
    if fresh.state not in DECIDED or fresh.evidence_computed is None:
        raise MoveError(_("The evidence is reviewed when the experiment has been decided."))
    if grade > fresh.evidence_computed:
        raise MoveError(_("A reviewer confirms the grade or lowers it; it is not raised."))
    if len(reason.strip()) < LEAST_REASON:
        raise MoveError(_("Say in a sentence why."))
    review = EvidenceReview.objects.create(
        organisation_id=fresh.organisation_id,
        experiment=fresh,
        reviewer_id=actor.user_id,
        reviewing_id=actor.organisation_id,
        computed=fresh.evidence_computed,
        grade=grade,
        reason=reason,
    )
    fresh.evidence = grade
    fresh.version += 1
    fresh.save(update_fields=["evidence", "version"])
    said = {"computed": fresh.evidence_computed, "grade": grade}
    record("experiment.evidence_reviewed", fresh, actor=actor, reason=reason, data=said)
    return review


@transaction.atomic
def publish_as(experiment: Experiment, *, actor: Actor, publication: str) -> Experiment:
    """What the public sees from now on; the owner decides."""
    if not can_lead(actor, experiment):
        raise PermissionDenied
    fresh = lock(experiment)
    before, fresh.publication = fresh.publication, publication
    fresh.version += 1
    fresh.save(update_fields=["publication", "version"])
    record(
        "experiment.publication_changed",
        fresh,
        actor=actor,
        data={"from": before, "to": publication, "on": str(clock.today())},
    )
    return fresh


@transaction.atomic
def tell(experiment: Experiment, *, actor: Actor, version: int, values: dict[str, Any]) -> Experiment:
    """Cost, contact and licence as the public page shows them; the owner tells."""
    if not can_lead(actor, experiment):
        raise PermissionDenied
    fresh = lock(experiment)
    if fresh.version != version:
        raise StaleError
    changed = sorted(name for name, value in values.items() if getattr(fresh, name) != value)
    for name in changed:
        setattr(fresh, name, values[name])
    fresh.version += 1
    fresh.save(update_fields=[*changed, "version"])
    record("experiment.told", fresh, actor=actor, data={"changed": changed})
    return fresh
