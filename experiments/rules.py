"""Policies and checks of the experiments' tables, said apart from the columns so that both stay readable (leaf)."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from experiments.states import (
    APPROVED,
    DECIDED,
    DRAFTED,
    FROZEN,
    PUBLISHED,
    SHOWN,
    Across,
    Aid,
    Basis,
    Decision,
    Grade,
    Invited,
    Kind,
    Licence,
    Outcome,
    Publication,
    Rights,
    State,
)
from mint.isolation.rules import (
    SIGNED_IN,
    all_of,
    any_of,
    coordinated,
    curated,
    managed,
    mine,
    seen_by,
    through,
    within,
    written_by,
)

TABLE = "experiments_experiment"
YEAR = timedelta(days=366)


def joined(column: str = "id") -> str:
    """One of my organisations takes part."""
    return f"{column} = ANY((SELECT mint.my_experiments())::bigint[])"


def joined_writing(column: str = "id") -> str:
    """One of the organisations I write for takes part."""
    return f"{column} = ANY((SELECT mint.my_writable_experiments())::bigint[])"


READ = any_of(
    all_of(within("state", SHOWN), any_of(within("publication", PUBLISHED), SIGNED_IN)),
    seen_by(),
    coordinated(),
    curated(),
    managed(),
    joined(),
)
CHANGE = any_of(written_by(), joined_writing(), coordinated(), curated())
PARTY_READ = any_of(seen_by("party_id"), through(TABLE, "experiment_id"))
# Those whose challenge it answers or who agreed on it take part from its beginning; all others when they have said yes.
PARTY = "experiments_experimentparty"
BEGUN_WITH = f"""EXISTS (SELECT 1 FROM {TABLE} begun
  LEFT JOIN challenges_challenge answered ON answered.id = begun.challenge_id
  LEFT JOIN matching_match agreed ON agreed.id = begun.match_id
  WHERE begun.id = {PARTY}.experiment_id
  AND {PARTY}.party_id IN (answered.organisation_id, agreed.organisation_id, agreed.partner_id))"""  # noqa: S608  # our own words
SAID_YES = through(
    "experiments_partyinvitation", f"{PARTY}.experiment_id",
    f"parent.member_id = {PARTY}.party_id AND parent.state = '{Invited.JOINED.value}'", parent_key="experiment_id",
)  # fmt: skip
PARTY_INSERT = any_of(all_of(written_by(), BEGUN_WITH), all_of(written_by("party_id"), SAID_YES))
PARTY_DELETE = any_of(written_by(), written_by("party_id"))
WATCHED = any_of(coordinated("parent.municipality_id"), curated("parent.project_id"))
INVITATION_READ = any_of(
    seen_by(),
    seen_by("member_id"),
    through(TABLE, "experiment_id", any_of(WATCHED, managed("parent.project_id"), joined("parent.id"))),
)
INVITATION_INSERT = all_of(written_by(), within("state", (Invited.INVITED,)), "joined_at IS NULL")
INVITATION_CHANGE = any_of(written_by(), written_by("member_id"), through(TABLE, "experiment_id", WATCHED))
DATA_READ = through(TABLE, "experiment_id", any_of(f"parent.publication = '{Publication.OPEN.value}'", SIGNED_IN))
CHILD_CHANGE = any_of(written_by(), joined_writing("experiment_id"))
CHILD_DELETE = all_of(CHILD_CHANGE, through(TABLE, "experiment_id", within("parent.state", DRAFTED)))
MEASUREMENT_READ = through("experiments_metric", "metric_id")
MEASUREMENT_CHANGE = any_of(
    written_by(), through("experiments_metric", "metric_id", joined_writing("parent.experiment_id"))
)
# A grade is given from outside: by a coordinator or curator none of whose organisations owns the experiment, takes part or did.
TOOK_PART = through(
    "experiments_partyinvitation", "experiments_evidencereview.experiment_id",
    all_of("parent.joined_at IS NOT NULL", seen_by("parent.member_id")), parent_key="experiment_id",
)  # fmt: skip
REVIEW_READ = through(TABLE, "experiment_id")
REVIEW = all_of(
    mine("reviewer_id"),
    seen_by("reviewing_id"),
    f"NOT {seen_by()}",
    f"NOT {joined('experiment_id')}",
    f"NOT {TOOK_PART}",
    through(
        TABLE,
        "experiment_id",
        all_of(
            within("parent.state", DECIDED),
            any_of(coordinated("parent.municipality_id"), curated("parent.project_id")),
        ),
    ),
)


def checks() -> list[models.CheckConstraint]:
    """What must be so in each state, whoever writes."""
    return [*_of_columns(), *_of_the_plan(), *_of_the_run()]


def _of_columns() -> list[models.CheckConstraint]:
    return [
        models.CheckConstraint(condition=Q(state__in=State.values), name="experiment_state_known"),
        models.CheckConstraint(condition=~Q(title=""), name="experiment_is_named"),
        models.CheckConstraint(
            condition=Q(rule_basis__in=Basis.values) & Q(rule_across__in=Across.values), name="experiment_rule_known"
        ),
        models.CheckConstraint(
            condition=Q(aid_basis__in=["", *Aid.values]) & Q(rights__in=["", *Rights.values]),
            name="experiment_aid_and_rights_known",
        ),
        models.CheckConstraint(condition=Q(kind__in=["", *Kind.values]), name="experiment_kind_known"),
        models.CheckConstraint(condition=Q(publication__in=Publication.values), name="experiment_publication_known"),
        models.CheckConstraint(condition=Q(outcome__in=["", *Outcome.values]), name="experiment_outcome_known"),
        models.CheckConstraint(
            condition=Q(outcome_computed="") | Q(outcome=F("outcome_computed")) | ~Q(outcome_reason=""),
            name="experiment_overridden_with_reason",
        ),
        models.CheckConstraint(
            condition=Q(evidence__isnull=True)
            | (
                Q(evidence__in=Grade.values)
                & Q(evidence_computed__in=Grade.values)
                & Q(evidence__lte=F("evidence_computed"))
            ),
            name="experiment_evidence_known",
        ),
        models.CheckConstraint(condition=Q(decision__in=["", *Decision.values]), name="experiment_decision_known"),
        models.CheckConstraint(
            condition=Q(starts_on__isnull=True)
            | Q(ends_on__isnull=True)
            | Q(ends_on__gt=F("starts_on"), ends_on__lte=F("starts_on") + YEAR),
            name="experiment_lasts_a_year_at_most",
        ),
        models.CheckConstraint(condition=Q(budget__isnull=True) | Q(budget__gte=0), name="experiment_budget_positive"),
        models.CheckConstraint(condition=Q(cost__isnull=True) | Q(cost__gte=0), name="experiment_cost_positive"),
        models.CheckConstraint(condition=Q(licence__in=["", *Licence.values]), name="experiment_licence_known"),
    ]


def _of_the_plan() -> list[models.CheckConstraint]:
    """A reviewed plan is whole and frozen; an approved one was approved by somebody else."""
    return [
        models.CheckConstraint(
            condition=~Q(state__in=FROZEN)
            | (
                ~Q(hypothesis="")
                & ~Q(plan_hash="")
                & Q(
                    plan__isnull=False,
                    starts_on__isnull=False,
                    ends_on__isnull=False,
                    budget__isnull=False,
                    personal_data__isnull=False,
                    submitted_at__isnull=False,
                )
            ),
            name="experiment_reviewed_has_plan",
        ),
        models.CheckConstraint(
            condition=~Q(state__in=APPROVED) | Q(approved_at__isnull=False, approver__isnull=False),
            name="experiment_approved_by_somebody",
        ),
        models.CheckConstraint(
            condition=Q(approver__isnull=True)
            | (
                (Q(author__isnull=True) | ~Q(approver=F("author")))
                & (Q(submitted_by__isnull=True) | ~Q(approver=F("submitted_by")))
            ),
            name="experiment_four_eyes",
        ),
        models.CheckConstraint(
            condition=Q(approver__isnull=True) | ~Q(writer_ids__contains=[F("approver")]),
            name="experiment_writers_do_not_approve",
        ),
    ]


def _of_the_run() -> list[models.CheckConstraint]:
    return [
        models.CheckConstraint(
            condition=~Q(state__in=SHOWN) | Q(started_at__isnull=False), name="experiment_shown_has_begun"
        ),
        models.CheckConstraint(
            condition=~Q(state=State.PAUSED) | (~Q(pause_reason="") & Q(review_on__isnull=False)),
            name="experiment_paused_says_why",
        ),
        models.CheckConstraint(
            condition=~Q(state__in=(State.EVALUATING, *DECIDED)) | Q(finished_at__isnull=False),
            name="experiment_evaluated_has_ended",
        ),
        models.CheckConstraint(
            condition=~Q(state__in=DECIDED)
            | (
                ~Q(learnings="")
                & ~Q(outcome="")
                & ~Q(decision="")
                & ~Q(decision_reason="")
                & Q(decided_at__isnull=False)
            ),
            name="experiment_decided_has_decision",
        ),
    ]
