"""Somebody with a row in every table that can hold something of a person, each with words that stand nowhere else."""

from datetime import timedelta
from uuid import uuid4

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from guardian.models import UserObjectPermission

from challenges.behalf.models import OnBehalf
from challenges.evaluation.models import Conflict
from challenges.lineage.models import Lineage
from challenges.models import EVALUATE, ChallengeGrant, ConfidentialAcceptance
from challenges.proposals.models import ProposalMember
from challenges.questions.models import Question
from mint import clock
from mint.accounts.models import User
from mint.actor import Actor
from mint.audit.record import record
from mint.discussion.models import Comment, Following, Mention, Revision
from mint.links.models import WaitingDraft
from mint.matching.models import Contact
from mint.notifications.models import Notification
from mint.outbox.models import Job, Mail
from mint.privacy.models import Consent, Download
from mint.search.models import SavedSearch
from mint.tenancy.models import Invitation, JoinRequest, Membership
from municipalities.models import MunicipalityProfile
from placements.models import ApplicationAttachment, Supervisor
from reports.inquiries.models import Link, Message, Thread
from reports.models import Report
from tests.factories import ChallengeFactory, UserFactory
from tests.rows.collaboration import make_consent, make_errand, make_note, make_picture, make_text
from tests.rows.evaluation import make_assignment, make_closed_call, make_decision, make_evaluator, make_phase, score
from tests.rows.experiments import make_experiment
from tests.rows.follow_up import make_asking, make_contact, make_rounds
from tests.rows.learning import make_lesson
from tests.rows.matching import make_match, make_need
from tests.rows.notifications import make_calendar
from tests.rows.placements import make_application, make_placement
from tests.rows.proposals import make_call, make_proposal
from tests.rows.purchasing import make_purchase, make_told
from tests.rows.shelf import make_rest
from tests.rows.staging import make_sign_off, stand
from tests.world import World

NAME, EMAIL, SECOND, PHONE = "Zzmerkki Qwvalio", "zzmerkki@example.test", "zztoinen@example.test", "+358 40 7788991"
WORD = "zzsanat"
WORDS = (NAME, EMAIL, SECOND, PHONE, WORD)


def make(world: World) -> User:
    person = UserFactory(email=EMAIL, name=NAME, phone=PHONE)
    world.people["erased"] = person
    for build in (
        _account,
        _belonging,
        _messages,
        _challenges,
        _proposals,
        _evaluation,
        _placements,
        _inquiry,
        _of_others,
    ):
        build(world, person)
    return person


def _account(world: World, person: User) -> None:
    EmailAddress.objects.filter(user=person).delete()
    for address, is_primary in ((EMAIL, True), (SECOND, False)):
        kept = EmailAddress.objects.create(user=person, email=address, verified=True, primary=is_primary)
    EmailConfirmation.objects.create(email_address=kept, key="a-key", sent=clock.now())
    UserSession.objects.create(user=person, ip="192.0.2.1", session_key="elsewhere", user_agent=f"{WORD} selain")
    connected = SocialAccount.objects.create(user=person, provider="x", uid=EMAIL, extra_data={"name": NAME})
    SocialToken.objects.create(account=connected, token="t", token_secret="s")
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    person.groups.add(Group.objects.create(name="a group"))
    permission = Permission.objects.get(codename=EVALUATE, content_type__app_label="challenges")
    person.user_permissions.add(permission)
    general = UserObjectPermission(
        user=person, permission=permission, content_type=permission.content_type, object_pk="1"
    )
    UserObjectPermission.objects.bulk_create([general])
    Consent.objects.create(user=person, kind="notice", version="1", is_given=True)
    download = Download(user=person, language="fi", state="ready", step=3, ready_at=clock.now())
    download.expires_at = clock.now() + timedelta(days=7)
    download.file.save("", ContentFile(f"{NAME} {WORD}".encode()))


def _inquiry(world: World, person: User) -> None:
    """As a funder's official, who had a link to a report."""
    period = world.project.periods.get()
    owner = {"organisation": world.university}
    report = Report.objects.create(
        **owner, project=world.project, starts_on=period.starts_on, ends_on=period.ends_on, language="fi"
    )
    link = Link.objects.create(
        **owner, report=report, name=NAME, email=EMAIL.upper(), token_hash="d" * 64,
        expires_at=clock.now() + timedelta(days=7),
    )  # fmt: skip
    thread = Thread.objects.create(**owner, report=report, link=link, place="report", title="Raportti")
    Message.objects.create(**owner, thread=thread, from_funder=True, text=f"{NAME} kysyy", form_key=uuid4())


def _belonging(world: World, person: User) -> None:
    Membership.objects.create(user=person, organisation=world.company, roles=["editor"], title=f"{WORD} pomo")
    Membership.objects.create(user=person, organisation=world.university, roles=["student"])
    Invitation.objects.create(
        organisation=world.partner, email=SECOND.upper(), roles=["viewer"], token_hash="f" * 64,
        invited_by=world.people["owner"], expires_at=clock.now() + timedelta(days=7),
    )  # fmt: skip
    JoinRequest.objects.create(organisation=world.partner, asker=person, message=f"{WORD} haluan mukaan")


def _messages(world: World, person: User) -> None:
    Mail.objects.create(kind="code", to=EMAIL, language="fi", subject="Koodi", text=f"{WORD} 123")
    Mail.objects.create(
        kind="join_asked",
        to="owner@example.test",
        language="fi",
        subject=f"{NAME} pyytää",
        text=NAME,
        done_at=clock.now(),
    )
    Notification.objects.create(user=person, source=uuid4(), kind="told", text=f"{WORD} sinulle")
    Notification.objects.create(user=world.people["owner"], source=uuid4(), kind="told", text=f"{NAME} pyytää mukaan")
    Job.objects.create(task="notifications.deliver", arguments={"context": {"asker": NAME}}, done_at=clock.now())
    make_calendar(person)
    SavedSearch.objects.create(user=person, name=f"{WORD} haku", query=f"q={WORD}")
    WaitingDraft.objects.create(
        kind="challenge", token_hash="e" * 64, data={"title": WORD}, language="fi", email=EMAIL,
        expires_at=clock.now() + timedelta(days=7),
    )  # fmt: skip


def _challenges(world: World, person: User) -> None:
    challenge = ChallengeFactory(organisation=world.company, state="open", author=person, title="Yrityksen oma")
    record("challenge.drafted", challenge, actor=Actor(user_id=person.pk))
    permission = Permission.objects.get(codename=EVALUATE, content_type__app_label="challenges")
    ChallengeGrant.objects.create(
        permission=permission, content_object=challenge, user=person, organisation=world.company,
        municipality=world.place, expires_at=clock.now() + timedelta(days=30),
    )  # fmt: skip
    scope = {"organisation": world.company, "municipality": world.place, "audience": "team"}
    about = {"subject_type": "challenges.challenge", "subject_id": challenge.pk}
    comment = Comment.objects.create(**scope, **about, author=person, text=f"{WORD} minusta")
    Revision.objects.create(organisation=world.company, comment=comment, text=f"{WORD} ensin", written_at=clock.now())
    Mention.objects.create(organisation=world.company, comment=comment, user=person)
    Following.objects.create(**about, user=person)
    Comment.objects.create(**scope, **about, author=world.people["owner"], text=f"@{NAME}, katso")
    Question.objects.create(
        challenge=challenge, asker=person, organisation=world.company, text=f"{NAME} kysyy", form_key=uuid4()
    )
    kept = ChallengeFactory(organisation=world.partner, state="open")
    Lineage.objects.create(kind="merged", source=challenge, target=kept, made_by=person, reason=f"{NAME} kysyi samaa")
    ConfidentialAcceptance.objects.create(
        challenge=challenge, user=person, organisation=world.company, municipality=world.place, partner=world.partner,
        terms_hash="0" * 64,
    )  # fmt: skip
    OnBehalf.objects.create(
        organisation=world.municipality, municipality=world.place, author=world.people["coordinator"],
        company_name="Yritys", contact_name=NAME, contact_email=EMAIL.upper(), data={"title": WORD},
    )  # fmt: skip
    match = make_match(make_need(world), world.partner)
    Contact.objects.update_or_create(match=match, organisation=world.company, defaults={"name": NAME, "email": EMAIL})
    running = make_experiment(world, "running", responsible=NAME, contact=NAME, contact_email=EMAIL.upper())
    make_lesson(running, text=f"{NAME} neuvoi alussa.")
    make_rest(running, reason=f"{NAME} on vapaalla.")
    make_told(make_purchase(running, world.municipality, supplier=NAME), what=f"{NAME} kysyi määristä.")
    make_sign_off(stand(running), "a-link-to-the-person", name=NAME, email=EMAIL.upper())
    make_picture(make_note(running, person, text=f"{NAME} asensi anturit."), alt=f"{NAME} ja anturi")
    make_errand(running, person, text=f"Soita: {NAME}")
    make_consent(
        make_text(running, author=person), withdrawn_on=clock.today(), fate="deleted", note=f"{NAME} poisti tiedot"
    )
    make_contact(running, name=NAME, email=EMAIL.upper())
    make_asking(make_rounds(running, owned_by=NAME)[0], "a-question-to-the-person", name=NAME, email=EMAIL.upper())


def _proposals(world: World, person: User) -> None:
    proposal = make_proposal(
        world, make_call(world), "submitted", "erased", organisation=None, title=f"{NAME} ehdottaa", team_name=NAME
    )
    ProposalMember.objects.create(proposal=proposal, name=NAME, email=EMAIL.upper())


def _evaluation(world: World, person: User) -> None:
    """Scored a proposal, declared a tie to another, and had a third of one's own decided on."""
    challenge, (tied, _second, scored) = make_closed_call(world)
    phase = make_phase(challenge, "open")
    evaluator = make_evaluator(phase, person, invited_by=person)
    score(make_assignment(evaluator, scored), *[3 for _each in challenge.criteria.all()])
    Conflict.objects.create(
        organisation_id=phase.organisation_id, phase=phase, proposal=tied, user=person, kind="declared",
        words=f"{WORD} tunnen hakijan",
    )  # fmt: skip
    own = make_proposal(world, challenge, "shortlisted", "erased", organisation=None, title="Oma ehdotus")
    make_decision(challenge, [own], "released")


def _placements(world: World, person: User) -> None:
    placement = make_placement(world)
    Supervisor.objects.update_or_create(
        placement=placement, defaults={"organisation": world.company, "name": NAME, "email": EMAIL, "phone": PHONE}
    )
    words = {"name": NAME, "email": EMAIL, "motivation": f"{WORD} haen", "report": f"{WORD} opin"}
    for place in (placement, make_placement(world)):
        application = make_application(world, place, who="erased", **words)
        file = ContentFile(f"{NAME} {WORD}".encode(), "cv.txt")
        ApplicationAttachment.objects.create(
            application=application,
            file=file,
            name=f"{WORD}.txt",
            content_type="text/plain",
            size=9,
            uploaded_by=person,
        )
    type(application).objects.filter(pk=application.pk).update(state="accepted")


def _of_others(world: World, person: User) -> None:
    MunicipalityProfile.objects.update_or_create(
        municipality=world.place, defaults={"organisation": world.municipality, "contact": NAME, "email": EMAIL}
    )
    LogEntry.objects.create(
        user=world.people["operator"], content_type=ContentType.objects.get_for_model(User), object_id=str(person.pk),
        object_repr=NAME, action_flag=CHANGE, change_message=f"is_active {EMAIL}",
    )  # fmt: skip
