"""The demo's experiments go through the same actions as anybody's, on the days they would have."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from challenges import workflow as challenge_workflow
from challenges.states import State as ChallengeState
from experiments import actions, measuring, results, workflow
from experiments.ethics import QUESTIONS
from experiments.hours import seed as hours
from experiments.models import Experiment, Metric
from experiments.permissions import can_grade
from experiments.seed_rows import GUARDS, PROOFS, ROWS, Row
from experiments.series import Point
from experiments.staging import builtin
from experiments.staging.models import Stage, Template, Version
from experiments.states import FOLLOWED, WITH_GROUP, Aid, Arm, Decision, Kind, Licence, Rights
from mint import clock

if TYPE_CHECKING:
    from mint.actor import Actor
    from mint.management.seeding import World

MUNICIPALITIES = ("luumaki", "parikkala", "rautjarvi", "savitaipale", "taipalsaari")
STEPS = ("created", "planned", "submitted", "approved", "running", "evaluating", "decided", "followed", "closed")
AGREED_BEFORE_START = 35
IMPORTED = "K04"
CORRECTED = "K11"
UNTOLD = "K06"


def seed(world: "World") -> None:
    builtin.ensure(Template, Version, Stage)
    for row in ROWS:
        if row.challenge in world.objects:
            world.remember(row.key, Story(world, row).tell())


class Story:
    """One experiment's life: each step by the person who would take it, on its day."""

    def __init__(self, world: "World", row: Row) -> None:
        self.world, self.row = world, row
        self.challenge = world.objects[row.challenge]
        owner = next(key for key, each in world.organisations.items() if each.pk == self.challenge.organisation_id)
        place = next(key for key, each in world.municipalities.items() if each.pk == self.challenge.municipality_id)
        self.owner = self._actor(f"coord_{owner}" if owner in MUNICIPALITIES else f"owner_{owner.lower()}")
        self.coordinator = self._actor(f"coord_{place}")
        # four eyes: a municipality's own plan is read at the university
        self.approver = self._actor("curator_lab") if owner in MUNICIPALITIES else self.coordinator
        self.starts = _start(row.starts)
        self.ends = self.starts + timedelta(weeks=row.weeks, days=-1)
        self.experiment: Experiment
        self.metric: Metric

    def _actor(self, key: str) -> "Actor":
        return self.world.actor(key)

    def tell(self) -> Experiment:
        last = "running" if self.row.last == "paused" else self.row.last
        for step in STEPS[: STEPS.index(last) + 1]:
            if step != "followed" or (self.row.end and self.row.end.decision in FOLLOWED):
                getattr(self, f"_{step}")()
        if self.row.last == "paused":
            self._paused()
        return self.experiment

    def _created(self) -> None:
        match = self.world.objects.get(f"match_{self.row.challenge}")
        begun = match is not None and Experiment.objects.filter(match=match).exists()
        self.challenge.refresh_from_db()
        with on_day(self.starts - timedelta(days=AGREED_BEFORE_START)):
            if match is None or begun or not match.agreement:
                self.experiment = actions.create(
                    self.challenge, actor=self.owner, title=self.row.title, hypothesis=self.row.hypothesis
                )
            else:
                match.refresh_from_db()
                self.experiment = actions.start_from_match(
                    match, actor=self.owner, title=self.row.title, hypothesis=self.row.hypothesis
                )

    def _planned(self) -> None:
        with on_day(self.starts - timedelta(days=28)):
            if self.experiment.state == "idea":
                self.experiment = workflow.begin_planning(self.experiment, actor=self.owner)
            self.experiment = actions.write_plan(
                self.experiment,
                actor=self.owner,
                version=self.experiment.version,
                values=self._plan(),
                metrics=[actions.MetricInput(self._metric(), pk=self._copied()), *self._guards()],
            )
            hours.give(self.experiment, self.owner)
            self.metric = self.experiment.metrics.get(is_primary=True)

    def _copied(self) -> int | None:
        """The metric that came with a copied plan, of the same name."""
        return self.experiment.metrics.filter(name=self.row.metric).values_list("pk", flat=True).first()

    def _plan(self) -> dict[str, Any]:
        row = self.row
        return {
            "kind": Kind.COMPARISON if self._proof().get("design") in WITH_GROUP else Kind.SERVICE_TRIAL,
            "riskiest": "Muutos johtuu kokeilusta eikä vuodenajasta.",
            "recruiting": "Omistaja kutsuu mukaan ne, joita asia koskee. Osallistuminen on vapaaehtoista.",
            "population": row.population,
            "guardrail": row.guardrail,
            "roles": "Omistaja vastaa kokeilusta ja kirjaa mittaukset. Kumppani tuo menetelmän ja ohjauksen.",
            "starts_on": self.starts,
            "ends_on": self.ends,
            "budget": Decimal(row.budget),
            "funding": "Omistajan oma raha ja hankkeen osuus.",
            "risks": "Mittaus katkeaa: silloin arvot kirjataan käsin. Osallistujia on liian vähän: kutsutaan lisää.",
            "communication": "Osallistujille kerrotaan ennen alkua ja tuloksista. Kunnan verkkosivulla on tiedote.",
            "ethics": dict.fromkeys(QUESTIONS, "yes"),
            "personal_data": bool(row.consent),
            "consent_text": row.consent,
            "aid_basis": Aid.DE_MINIMIS if "yritys" in row.population.casefold() else Aid.NONE,
            "rights": Rights.OPEN,
            "rights_text": "Tulokset ja mittaukset julkaistaan. Laitteiden oikeudet säilyvät niiden tekijällä.",
            "public_summary": f"{row.title}. {row.hypothesis}",
            "publication": row.publication,
        }

    def _metric(self) -> dict[str, Any]:
        row = self.row
        return {
            "name": row.metric,
            "unit": row.unit,
            "direction": row.direction,
            "baseline": Decimal(row.baseline),
            "baseline_on": self.starts - timedelta(days=30),
            "baseline_source": "Omistajan kirjanpito edelliseltä kuukaudelta",
            "target": Decimal(row.target),
            "is_primary": True,
            **self._proof(),
        }

    def _guards(self) -> list[actions.MetricInput]:
        found = GUARDS.get(self.row.key)
        if found is None:
            return []
        numbers = {name: Decimal(found[name]) for name in ("baseline", "target", "limit")}
        source = {"baseline_on": self.starts - timedelta(days=30), "baseline_source": "Tyhjennysten kirjanpito"}
        return [actions.MetricInput({**found, **numbers, **source})]

    def _proof(self) -> dict[str, Any]:
        proof = PROOFS.get(self.row.key)
        if proof is None:
            return {}
        spread = Decimal(proof.spread) if proof.spread else None
        return {"design": proof.design, "smallest_worthwhile": Decimal(proof.smallest), "spread": spread}

    def _submitted(self) -> None:
        with on_day(self.starts - timedelta(days=21)):
            self.experiment = workflow.submit(self.experiment, actor=self.owner)

    def _approved(self) -> None:
        with on_day(self.starts - timedelta(days=14)):
            self.experiment = workflow.approve(self.experiment, actor=self.approver)

    def _running(self) -> None:
        with on_day(self.starts, 9):
            self.experiment = workflow.start(self.experiment, actor=self.owner)
        self._compared_with()
        known = self._points(self.row.values, self.starts)
        if self.row.key == IMPORTED:
            with on_day(known[-1].on, 16):
                measuring.import_measurements(self.metric, actor=self.owner, rows=known)
        else:
            for point in known:
                self._measured(point)
        results.refresh(self.experiment)

    def _points(self, values: Sequence[float | None], first: date, arm: Arm = Arm.OWN) -> list[Point]:
        """One a week from the first day on, as far as the weeks have gone."""
        days = [first + timedelta(days=7 * week + 6) for week in range(len(values))]
        total = Decimal(1) if self.metric.has_totals else None
        return [
            Point(day, Decimal(str(value)), arm=arm, out_of=total)
            for day, value in zip(days, values, strict=True)
            if value is not None and day <= clock.today()
        ]

    def _compared_with(self) -> None:
        """What was before, and the comparison group: brought in at the start, the group as its weeks go."""
        proof = PROOFS.get(self.row.key)
        if proof is None:
            return
        before = self._points(proof.before, self.starts - timedelta(weeks=len(proof.before)))
        other = self.starts - timedelta(weeks=len(proof.comparison_before))
        before += self._points(proof.comparison_before, other, Arm.COMPARISON)
        if before:
            with on_day(self.starts, 10):
                measuring.import_measurements(self.metric, actor=self.owner, rows=before)
        if group := self._points(proof.comparison, self.starts, Arm.COMPARISON):
            with on_day(group[-1].on, 15):
                measuring.import_measurements(self.metric, actor=self.owner, rows=group)

    def _measured(self, point: Point) -> None:
        with on_day(point.on, 16):
            wrong = self.row.key == CORRECTED and point.value == 405
            value = Decimal(450) if wrong else point.value
            row = measuring.record_measurement(
                self.metric, actor=self.owner, measured_on=point.on, value=value, out_of=point.out_of
            )
            if wrong:
                measuring.correct(row, actor=self.owner, value=point.value, note="Numerot olivat vaihtaneet paikkaa.")

    def _paused(self) -> None:
        """To be looked at again today."""
        with on_day(clock.today() - timedelta(days=5)):
            reason = "Pakkasta ei ole ollut, joten anturit eivät ole varoittaneet. Jatketaan, kun lämpötila laskee alle nollan."
            until = clock.today() + timedelta(days=5)
            self.experiment = workflow.pause(self.experiment, actor=self.owner, reason=reason, review_on=until)

    def _evaluating(self) -> None:
        end = (
            self.starts + timedelta(weeks=len(self.row.values), days=1)
            if self.row.early
            else self.ends + timedelta(days=2)
        )
        with on_day(min(end, clock.today())):
            self.experiment = workflow.finish(self.experiment, actor=self.owner, reason=self.row.early)

    def _decided(self) -> None:
        end = self.row.end
        assert end is not None
        with on_day(self.ends + timedelta(days=16)):
            values = {
                "result": end.result,
                "learnings": end.learnings,
                "outcome": end.outcome,
                "outcome_reason": end.override,
            }
            self.experiment = actions.write_result(
                self.experiment, actor=self.owner, version=self.experiment.version, values=values
            )
            self.experiment = workflow.decide(
                self.experiment, actor=self.owner, reason=end.reason, decision=end.decision
            )
            self._told()
        self._reviewed()
        self._answered(end.decision, end.reason)

    def _told(self) -> None:
        """A little less than was planned; one owner has not told anything yet."""
        if self.row.key == UNTOLD:
            return
        owner = self.experiment.organisation
        values = {
            "cost": Decimal(self.row.budget * 94 // 1000 * 10),
            "contact": "Kokeilujen yhteyspiste",
            "contact_email": f"kokeilut@{owner.slug}.example",
            "licence": Licence.CC_BY,
        }
        self.experiment = actions.tell(
            self.experiment, actor=self.owner, version=self.experiment.version, values=values
        )

    def _reviewed(self) -> None:
        """A grade from outside, where there is somebody who may give it."""
        proof = PROOFS.get(self.row.key)
        said_on, computed = self.ends + timedelta(days=23), self.experiment.evidence_computed
        if proof is None or proof.review is None or computed is None or said_on > clock.today():
            return
        lower, reason = proof.review
        outside = next(
            (who for who in map(self._actor, ("curator_lut", "curator_lab")) if can_grade(who, self.experiment)), None
        )
        if outside:
            with on_day(said_on):
                actions.review_evidence(self.experiment, actor=outside, grade=max(computed - lower, 1), reason=reason)
            self.experiment.refresh_from_db()

    def _answered(self, decision: Decision, reason: str) -> None:
        """What the experiment means to its challenge: a new round leaves it in experiment."""
        self.challenge.refresh_from_db()
        if decision == Decision.NEW_ROUND or self.challenge.state != ChallengeState.EXPERIMENTING or self._goes_on():
            return
        said_on = self.ends + timedelta(days=30)
        if said_on > clock.today():
            return  # it waits to be said
        with on_day(said_on):
            if decision == Decision.STOP:
                challenge_workflow.fail(self.challenge, actor=self.owner, reason=reason)
            else:
                challenge_workflow.solve(self.challenge, actor=self.owner)

    def _goes_on(self) -> bool:
        """Another experiment of the demo answers the same challenge later."""
        return sum(row.challenge == self.row.challenge for row in ROWS) > 1

    def _followed(self) -> None:
        with on_day(self.ends + timedelta(days=45)):
            self.experiment = workflow.follow_up(
                self.experiment, actor=self.coordinator, responsible="Kunnan elinvoimapalvelut"
            )

    def _closed(self) -> None:
        months = 365 if self.row.end and self.row.end.decision in FOLLOWED else 60
        with on_day(self.ends + timedelta(days=months)):
            self.experiment = workflow.close(self.experiment, actor=self.coordinator)


@contextmanager
def on_day(day: date, hour: int = 12, *, days: int = 0) -> Iterator[None]:
    """That day (or so many later), or now when it has not come yet."""
    with clock.set_to(min(clock.at(day + timedelta(days=days), hour), clock.now())):
        yield


def _start(day: str | int) -> date:
    """A Monday so many weeks from this one, or the day given."""
    if isinstance(day, str):
        return date.fromisoformat(day)
    today = clock.today()
    return today - timedelta(days=today.weekday()) + timedelta(weeks=day)
