"""A whole region to prove isolation on: the demo data, and people whose memberships nobody has thought of."""

import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from pathlib import Path

from django.apps import apps
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import connection, models, transaction
from django.test import override_settings

from challenges.actions import EVALUATE
from challenges.models import (
    Challenge,
    ChallengeAttachment,
    ChallengeGrant,
)
from challenges.states import SUBMITTED
from experiments.models import Experiment
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
from reports.counting.definitions import Standing
from reports.models import Indicator
from tests.region import of_challenges, of_experiments
from tests.region.files import made_file
from tests.rows.notifications import make_calendar

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
        ChallengeAttachment.objects.create(**owner, **made_file(f"haaste {case.pk}.txt"))
        person = people[number % len(people)]
        Notification.objects.create(user=person, source=uuid.uuid4(), kind="challenge_told", text=case.title)
    for application in Application.objects.all():
        ApplicationAttachment.objects.create(application=application, **made_file(f"hakemus {application.pk}.txt"))
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
    of_challenges.fill(people)
    _talk(people)
    of_experiments.fill(people)
    _reporting(people)
    of_experiments.let_a_guest_in(people)


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
        CorrectionFile.objects.create(
            organisation=lead, correction=correction, **made_file(f"oikaisu {project.pk}.txt")
        )
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


def isolated_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if read_rule(model)]


def read_rule(model: type[models.Model]) -> str:
    """Who reads the table, as its policy says it; empty where it has none."""
    return next((rule.rules["select"] for rule in model._meta.constraints if isinstance(rule, Isolated)), "")
