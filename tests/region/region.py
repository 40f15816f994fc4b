"""A whole region to prove isolation on: the demo data, and people whose memberships nobody has thought of."""

import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection, models, transaction
from django.test import override_settings

from challenges.actions import EVALUATE
from challenges.evaluation.models import Conflict, Memo, Phase, Score
from challenges.lineage.models import Lineage
from challenges.models import (
    Challenge,
    ChallengeAttachment,
    ChallengeConfidential,
    ChallengeGrant,
    ChallengeVersion,
    ConfidentialAcceptance,
    CoOwner,
)
from challenges.proposals.models import Answer, Proposal, ProposalAttachment, ProposalMember, ProposalVersion
from challenges.questions.models import Question
from challenges.sharing.models import Note, Share
from challenges.states import SUBMITTED, CoState
from challenges.terms import digest
from companies.effort.models import Sitting
from experiments.models import EvidenceReview, Experiment, ExperimentParty, Occurrence
from experiments.replication.models import MetricReplication, Replication
from experiments.sensing.models import Delivery, Key
from experiments.staging.models import Visit
from experiments.states import Invited
from mint import clock
from mint.accounts.models import User
from mint.audit import sealing
from mint.discussion.models import Comment, Following, Mention, Revision
from mint.discussion.states import Audience
from mint.isolation import context
from mint.isolation.constraints import Isolated
from mint.jobs.models import Job
from mint.matching.models import Recomputation
from mint.notifications.models import Notification
from mint.privacy.models import Consent, Download, Erasure
from mint.projects.models import Project
from mint.tenancy.models import EmergencyAccess, Invitation, Membership, Organisation
from mint.tenancy.roles import ROLES_OF
from placements.models import Application, ApplicationAttachment
from reports.cockpit.models import Reminder
from reports.corrections.models import Correction, CorrectionFile
from reports.definitions import Standing
from reports.models import Indicator
from tests.rows.collaboration import (
    make_consent,
    make_errand,
    make_invitation,
    make_note,
    make_picture,
    make_role,
    make_text,
)
from tests.rows.evaluation import make_assignment, make_decision, make_evaluator, make_phase
from tests.rows.follow_up import make_asking, make_contact, make_rounds
from tests.rows.hours import make_line, make_tariff
from tests.rows.learning import make_lesson
from tests.rows.notifications import make_calendar
from tests.rows.patterns import make_pattern
from tests.rows.proposals import make_criteria
from tests.rows.purchasing import make_purchase, make_told
from tests.rows.replication import make_material
from tests.rows.shelf import make_rest
from tests.rows.staging import make_document, make_sign_off

GENERATED = 50
SEED = 20261124


@contextmanager
def built(media: Path) -> Iterator[None]:
    """The region inside a transaction that is taken back at the end."""
    with transaction.atomic():
        with override_settings(DEMO=True, MEDIA_ROOT=media):
            call_command("seed_demo", stdout=StringIO())
        with context.system("test.region"):
            _people(random.Random(SEED))  # the same people in every run
            with override_settings(MEDIA_ROOT=media):
                _what_the_demo_lacks()
            sealing.seal()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield
        transaction.set_rollback(True)


def _people(chance: random.Random) -> None:
    organisations = list(Organisation.objects.order_by("pk"))
    cases = list(Challenge.objects.filter(state__in=SUBMITTED).order_by("pk"))
    for number in range(GENERATED):
        person = User.objects.create(email=f"made{number}@mint.example", name=f"Made {number}")
        for organisation in chance.sample(organisations, chance.choice([0, 1, 1, 2, 3])):
            known = sorted(ROLES_OF[organisation.kind])
            roles = chance.sample(known, chance.randint(1, min(2, len(known))))
            Membership.objects.create(user=person, organisation=organisation, roles=roles)
        for case in chance.sample(cases, chance.choice([0, 0, 0, 1, 2])):
            _grant(case, person, ends=timedelta(days=chance.choice([-1, 30])))


def _grant(case: Challenge, person: User, *, ends: timedelta) -> None:
    permission = Permission.objects.get(codename=EVALUATE, content_type__app_label="challenges")
    scope = {"organisation_id": case.organisation_id, "municipality_id": case.municipality_id}
    ChallengeGrant.objects.create(
        permission=permission, content_object=case, user=person, expires_at=clock.now() + ends, **scope
    )


def _what_the_demo_lacks() -> None:
    """So that every table has rows of several owners, hidden ones among them."""
    people = list(User.objects.order_by("pk"))
    for number, case in enumerate(Challenge.objects.order_by("pk")):
        owner = {"organisation_id": case.organisation_id, "challenge": case}
        ChallengeAttachment.objects.create(**owner, **_file(f"haaste {case.pk}.txt"))
        person = people[number % len(people)]
        Notification.objects.create(user=person, source=uuid.uuid4(), kind="challenge_told", text=case.title)
    for application in Application.objects.all():
        ApplicationAttachment.objects.create(application=application, **_file(f"hakemus {application.pk}.txt"))
    for number, organisation in enumerate(Organisation.objects.order_by("pk")):
        email, key = people[number % len(people)].email, f"{number:064}"
        Invitation.objects.create(
            organisation=organisation, email=email.upper(), roles=["viewer"], token_hash=key,
            invited_by=people[0], expires_at=clock.now() + timedelta(days=7),
        )  # fmt: skip
        Job.objects.create(organisation=organisation, kind="reports.build", subject_id=number, state="done")
    _computings()
    _visits(people)
    for person in people[::5]:
        Download.objects.create(user=person, language="fi", expires_at=clock.now() + timedelta(days=7))
        Erasure.objects.create(user=person, due_at=clock.now() + timedelta(days=15))
        make_calendar(person)
        Consent.objects.create(user=person, kind="notice", is_given=True, version="1")
    _proposals(people)
    _kept_apart(people)
    _shared()
    _lineage(people)
    _evaluations(people)
    _talk(people)
    _gates()
    _sensors(people)
    _follow_ups()
    _replications()
    _lessons()
    _shelf()
    _purchases()
    _collaboration(people)
    _hours()
    _patterns(people)
    _reporting(people)
    guest = Organisation.objects.filter(kind="company").order_by("-pk")[0]
    for experiment in Experiment.objects.exclude(organisation=guest).exclude(parties__party=guest):
        ExperimentParty.objects.create(experiment=experiment, organisation_id=experiment.organisation_id, party=guest)
    unseen = Experiment.objects.filter(state="planning").exclude(organisation=guest).order_by("pk")[0]
    EvidenceReview.objects.create(
        experiment=unseen, organisation_id=unseen.organisation_id, reviewing=guest, reviewer=people[0],
        computed=2, grade=1, reason="Liian vähän",
    )  # fmt: skip


def _sensors(people: list[User]) -> None:
    """A mark on every experiment's charts; a key of some, with a delivery that came by it."""
    for experiment in Experiment.objects.order_by("pk"):
        owner = {"organisation_id": experiment.organisation_id, "experiment": experiment}
        Occurrence.objects.create(**owner, happened_on=clock.today(), text=f"Tapaus {experiment.pk}")
        metric = experiment.metrics.first()
        if metric and experiment.pk % 3 == 0:
            key = Key.objects.create(
                **owner, made_by=people[0], made_for_id=experiment.organisation_id, name=f"Anturi {experiment.pk}",
                metric_ids=[metric.pk], token_hash=f"{experiment.pk:064}", ending="abcd",
                expires_at=clock.now() + timedelta(days=30),
            )  # fmt: skip
            sent = {"idempotency_key": f"{key.pk}", "body_hash": f"{key.pk:064}", "answer": {}}
            Delivery.objects.create(organisation_id=key.organisation_id, key=key, **sent)


def _gates() -> None:
    """A document of every experiment, and a line ticked where it stands."""
    for experiment in Experiment.objects.order_by("pk"):
        make_document(experiment)
    for visit in Visit.objects.open().order_by("pk"):
        make_sign_off(visit)


def _follow_ups() -> None:
    """Rounds, contacts and links also of experiments that are not followed up, hidden ones among them."""
    for experiment in Experiment.objects.order_by("pk"):
        rounds = list(experiment.follow_ups.all()) or make_rounds(experiment)
        make_asking(rounds[0], f"a-link-of-{experiment.pk}")
        if not experiment.follow_up_contacts.exists():
            make_contact(experiment)


def _patterns(people: list[User]) -> None:
    """A template of plans of every organisation, some of them a project's."""
    projects = list(Project.objects.order_by("pk"))
    for number, organisation in enumerate(Organisation.objects.order_by("pk")):
        project = projects[number % len(projects)] if organisation.kind == "university" else None
        make_pattern(organisation, project=project, made_by=people[0])


def _hours() -> None:
    """A rate of every organisation, and hours in every experiment, hidden ones among them."""
    rates = {each.pk: make_tariff(each, name_fi=f"Työ {each.pk}") for each in Organisation.objects.order_by("pk")}
    for experiment in Experiment.objects.order_by("pk"):
        make_line(experiment, rates[experiment.organisation_id], work=f"Työ {experiment.pk}")


def _replications() -> None:
    """Each experiment as a copy of the first, with its metrics tied and a material of its own."""
    first, *others = Experiment.objects.prefetch_related("metrics").order_by("pk")
    source = first.metrics.all()[0]
    for experiment in others:
        owner = {"organisation_id": experiment.organisation_id}
        lineage = {**owner, "source": first, "root": first, "differs": "Muualla"}
        Replication.objects.get_or_create(experiment=experiment, defaults=lineage)
        for metric in experiment.metrics.all():
            tie = {**owner, "source": source, "root": source}
            MetricReplication.objects.get_or_create(metric=metric, defaults=tie)
        make_material(experiment)


def _lessons() -> None:
    """Of every experiment, hidden ones among them."""
    for experiment in Experiment.objects.order_by("pk"):
        make_lesson(experiment, text=f"Oppi {experiment.pk}")


def _shelf() -> None:
    """Each experiment on it, some taken down again."""
    for experiment in Experiment.objects.order_by("pk"):
        if not experiment.rests.exists():
            ended = {"ending": "taken", "ended_at": clock.now()} if experiment.pk % 3 == 0 else {}
            make_rest(experiment, **ended)


def _purchases() -> None:
    """Of every public buyer, after experiments public and hidden, each told of."""
    buyers = list(Organisation.objects.exclude(kind="company").order_by("pk"))
    for number, experiment in enumerate(Experiment.objects.order_by("pk")):
        make_told(make_purchase(experiment, buyers[number % len(buyers)], title=f"Hankinta {experiment.pk}"))


def _collaboration(people: list[User]) -> None:
    """Each experiment's diary, tasks and consents, hidden ones among them."""
    for number, experiment in enumerate(Experiment.objects.order_by("pk")):
        person = people[number % len(people)]
        make_picture(make_note(experiment, person))
        make_errand(experiment, person)
        text = make_text(experiment, 9, author=person)
        make_consent(text, f"P{number}", recorded_by=person)
        if not experiment.party_roles.exists():
            make_role(experiment, experiment.organisation)
        _ask(experiment, number)


def _ask(experiment: Experiment, number: int) -> None:
    """An invitation of every state, of experiments public and hidden."""
    others = Organisation.objects.exclude(pk__in=[experiment.organisation_id, *experiment.party_ids]).order_by("pk")
    free = others.exclude(pk__in=experiment.invitations.values("member_id"))
    state = Invited.values[number % len(Invited.values)]
    make_invitation(experiment, free[number % free.count()], state=state)


def _reporting(people: list[User]) -> None:
    """Of each project: a correction with its file, reminders to all, and a company as it was."""
    indicator = Indicator.objects.get(code="MINT13", project=None)
    company = Organisation.objects.filter(kind="company").order_by("pk")[0]
    for project in Project.objects.order_by("pk"):
        lead = project.partners.get(part="lead").organisation
        correction = Correction.objects.create(
            organisation=lead, project=project, indicator=indicator, on=clock.today(), amount=1, reason="Puuttui",
            proposed_by=people[0],
        )  # fmt: skip
        CorrectionFile.objects.create(organisation=lead, correction=correction, **_file(f"oikaisu {project.pk}.txt"))
        Standing.objects.get_or_create(project=project, party=company, record="challenges.challenge", object_id=0)
        for organisation in Organisation.objects.order_by("pk"):
            Reminder.objects.create(
                organisation=organisation, project=project, sent_on=clock.today(), sent_by=people[0], things=1
            )


def _computings() -> None:
    """A computing of each project's suggestions, begun and ended."""
    for project in Project.objects.order_by("pk"):
        lead = project.partners.get(part="lead").organisation
        for ended in (clock.now(), None):
            Recomputation.objects.create(organisation=lead, project=project, ended_at=ended)


def _kept_apart(people: list[User]) -> None:
    """Confidential parts of public and of hidden challenges, accepted as they stand, in other words, and ended."""
    members = list(Membership.objects.exclude(organisation__kind="municipality").order_by("pk"))
    for number, case in enumerate(Challenge.objects.order_by("pk")):
        Challenge.objects.filter(pk=case.pk).update(confidential_terms="Ehdot")
        owner = {"organisation_id": case.organisation_id, "challenge": case}
        ChallengeConfidential.objects.get_or_create(challenge=case, defaults={**owner, "text": f"Salaista {case.pk}"})
        for step, terms in enumerate(("Ehdot", "Ehdot", "Muut ehdot")):
            member = members[(number * 7 + step) % len(members)]
            ConfidentialAcceptance.objects.get_or_create(
                **owner, municipality_id=case.municipality_id, partner_id=member.organisation_id, user_id=member.user_id,
                terms_hash=digest(terms), defaults={"ended_at": clock.now() if step == 1 else None},
            )  # fmt: skip
        ChallengeVersion.objects.get_or_create(
            **owner, number=1, defaults={"is_material": False, "note": f"Muutos {case.pk}", "before": {}, "after": {}}
        )
        if case.organisation.kind == "company":
            of_company = {"organisation_id": case.organisation_id, "kind": "challenge.problem", "subject_id": case.pk}
            Sitting.objects.get_or_create(**of_company, defaults={"seconds": 60 + number, "last_at": clock.now()})
        asker = people[number % len(people)]
        Question.objects.create(**owner, asker=asker, text=f"Kysymys {case.pk}", form_key=uuid.uuid4())


def _shared() -> None:
    """Drafts and public challenges of municipalities, with others in every state, notes and shares."""
    towns = list(Organisation.objects.filter(kind="municipality").order_by("pk"))
    for number, case in enumerate(Challenge.objects.filter(organisation__in=towns).order_by("pk")):
        for step, town in enumerate(towns):
            both = {"organisation": town, "challenge": case}
            Note.objects.get_or_create(**both, defaults={"text": f"Muistio {case.pk}"})
            Share.objects.get_or_create(**both, defaults={"budget": number})
            if town.pk != case.organisation_id:
                state = CoState.values[(number + step) % len(CoState.values)]
                place = {"lead_id": case.organisation_id, "municipality_id": town.municipality_id}
                CoOwner.objects.get_or_create(**both, defaults={**place, "state": state})


def _lineage(people: list[User]) -> None:
    """Copied, and merged: taken back or not, of what was public and what was not; what was merged is withdrawn now and then."""
    opened, waiting, drafts = (
        list(Challenge.objects.filter(state=state, came=None).order_by("pk"))
        for state in ("open", "in_review", "draft")
    )
    for number, case in enumerate([*waiting[:6], *opened[3:12]]):
        row = Lineage.objects.create(
            kind="merged", source=case, target=opened[number % 3], reason="Sama", made_by=people[number % len(people)]
        )
        if number % 3 == 0:
            Lineage.objects.filter(pk=row.pk).update(undone_at=clock.now())
        elif number % 3 == 1:
            Challenge.objects.filter(pk=case.pk).update(state="withdrawn")
    for number, draft in enumerate(drafts):
        own = Challenge.objects.filter(organisation=draft.organisation).exclude(pk=draft.pk).first()
        source = own if own and number % 2 else opened[number % len(opened)]
        Lineage.objects.create(kind="copied", source=source, target=draft)


def _proposals(people: list[User]) -> None:
    """To open calls and to those that are over, of organisations and of single people, in several states."""
    cases = Challenge.objects.filter(criteria__isnull=True).order_by("-pk")
    companies = list(Organisation.objects.filter(kind="company").order_by("pk"))
    for number, case in enumerate(cases[:12]):
        criteria = make_criteria(case, is_sealed=number % 2 == 0)
        for turn, state in enumerate(("draft", "submitted", "withdrawn", "not_selected")):
            author = people[(number * 4 + turn) % len(people)]
            owner = None if turn % 2 else companies[(number + turn) % len(companies)]
            if owner is None or owner.pk != case.organisation_id:
                _proposal(case, criteria, author, owner, state)


def _proposal(case: Challenge, criteria: list[Any], author: User, owner: Organisation | None, state: str) -> None:
    sent = state != "draft"
    proposal = Proposal.objects.create(
        challenge=case, challenge_organisation_id=case.organisation_id, challenge_municipality_id=case.municipality_id,
        challenge_project_id=case.project_id, challenge_title=case.title, author=author, organisation=owner,
        kind="company" if owner else "team", title="Ehdotus", summary="Näin.", state=state, submissions=int(sent),
        submitted_at=clock.now() if sent else None,
    )  # fmt: skip
    ProposalMember.objects.create(proposal=proposal, name=author.name, email=author.email)
    ProposalVersion.objects.create(proposal=proposal, number=1, content={"title": "Ehdotus"})
    ProposalAttachment.objects.create(proposal=proposal, **_file(f"ehdotus {proposal.pk}.txt"))
    for criterion in criteria:
        Answer.objects.create(challenge=case, proposal=proposal, criterion=criterion, text="Vastaus")


def _evaluations(people: list[User]) -> None:
    """Of every case with proposals: an open phase and one that ended, evaluators from anywhere, a decision now and then."""
    cases = Challenge.objects.filter(proposals__isnull=False).distinct().order_by("pk")
    for number, case in enumerate(cases):
        proposals = list(case.proposals.exclude(state="draft").order_by("pk"))
        if Phase.objects.filter(challenge=case).exists() or not proposals:
            continue
        for turn, state in enumerate(("open", "closed")):
            sharing = ("always", "after_own", "never")[(number + turn) % 3]
            phase = make_phase(case, state, shows_names=number % 2 == 0, shows_others=sharing)
            _sheets(phase, proposals, people[(number + turn) % 7 :: 9])
        decision = make_decision(case, proposals, ("prepared", "released")[number % 2])
        owner = {"organisation_id": case.organisation_id, "decision": decision}
        Memo.objects.create(**owner, language="fi", sha256="0" * 64, **_file(f"muistio {case.pk}.txt"))


def _sheets(phase: Phase, proposals: list[Proposal], people: list[User]) -> None:
    """Each tie is waived beforehand, so that everybody may score anything."""
    for number, user in enumerate(people):
        ended = clock.now() - timedelta(days=1) if number % 5 == 4 else None
        evaluator = make_evaluator(phase, user, declared=number % 4 != 3, left_at=ended)
        for turn, proposal in enumerate(proposals[number % 2 :]):
            Conflict.objects.create(
                organisation_id=phase.organisation_id, phase=phase, proposal=proposal, user=user, kind="declared",
                words="Tunnen heidät.", waiver="Ainoa asiantuntija.", waived_at=clock.now(),
            )  # fmt: skip
            state = ("given", "submitted", "removed")[(number + turn) % 3]
            sheet = make_assignment(evaluator, proposal, state)
            criterion = phase.challenge.criteria.order_by("position").first()
            Score.objects.create(
                organisation_id=phase.organisation_id, assignment=sheet, criterion=criterion, points=3, reason="Syy"
            )


def _talk(people: list[User]) -> None:
    """To each audience of everything that is talked about, with a former text, a mention and a follower."""
    for subject in [*Challenge.objects.order_by("pk"), *Experiment.objects.order_by("pk")]:
        scope = {"organisation_id": subject.organisation_id}
        place = {"municipality_id": subject.municipality_id, "project_id": subject.project_id}
        about = {"subject_type": subject._meta.label_lower, "subject_id": subject.pk}
        for audience in Audience.values:
            comment = Comment.objects.create(**scope, **place, **about, audience=audience, text=f"{audience} {subject}")
            Revision.objects.create(**scope, comment=comment, text="Ensin näin", written_at=clock.now())
            Mention.objects.create(**scope, comment=comment, user=people[comment.pk % len(people)])
        Following.objects.get_or_create(**about, user=people[subject.pk % len(people)])


def _visits(people: list[User]) -> None:
    """Operators who look into an organisation now, and who did; and a member who waits outside."""
    for number, organisation in enumerate(Organisation.objects.order_by("pk")[:6]):
        operator = User.objects.create(email=f"operator{number}@mint.example", name=f"Operator {number}", is_staff=True)
        began = clock.now() - timedelta(minutes=number * 20)
        EmergencyAccess.objects.create(
            organisation=organisation, operator=operator, reason="Kirjautuminen ei onnistu.", created_at=began,
            expires_at=began + timedelta(hours=1), ended_at=began if number % 2 else None,
        )  # fmt: skip
    long_ago = clock.now() - timedelta(days=400)
    made = Membership.objects.filter(user__in=people, user__name__startswith="Made").order_by("pk")
    Membership.objects.filter(pk__in=made.values("pk")[:9]).update(
        confirmed_at=long_ago, asked_at=clock.now() - timedelta(days=40), paused_at=clock.now()
    )


def _file(name: str) -> dict[str, Any]:
    content = ContentFile(name.encode(), name)
    return {"file": content, "name": name, "content_type": "text/plain", "size": len(name)}


def isolated_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if read_rule(model)]


def read_rule(model: type[models.Model]) -> str:
    """Who reads the table, as its policy says it; empty where it has none."""
    return next((rule.rules["select"] for rule in model._meta.constraints if isinstance(rule, Isolated)), "")
