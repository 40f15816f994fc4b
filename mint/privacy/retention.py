"""What is deleted by its age: rules that apps register, one beat job that follows them, a preview of what it would do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mint import clock
from mint.accounts.models import User
from mint.jobs.models import Job as LongJob
from mint.jobs.models import State
from mint.links.models import WaitingDraft
from mint.notifications.models import Notification
from mint.outbox.models import Job, Mail
from mint.privacy.downloading import delete_unnamed
from mint.privacy.holding import held_organisations, held_people
from mint.privacy.models import Download
from mint.tenancy.models import Invitation, JoinRequest
from mint.tenancy.states import JoinState

MESSAGES, YEAR = timedelta(days=90), timedelta(days=365)
BATCH = 5_000
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Rule:
    """`due()` are the rows whose time is over. `person` and `organisation` are paths by which a hold keeps them."""

    key: str
    words: Promise
    due: Callable[[], "QuerySet[Any]"]
    person: str = ""
    organisation: str = ""
    delete: "Callable[[QuerySet[Any]], int] | None" = None

    def rows(self) -> "QuerySet[Any]":
        """Less what is held."""
        found = self.due()
        if self.person:
            found = found.exclude(**{f"{self.person}__in": held_people()})
        if self.organisation:
            found = found.exclude(**{f"{self.organisation}__in": held_organisations()})
        return found

    def follow(self) -> int:
        """A batch; what is left goes the next night."""
        ids = list(self.rows().order_by("pk").values_list("pk", flat=True)[:BATCH])
        rows = self.rows().model._base_manager.filter(pk__in=ids)
        return self.delete(rows) if self.delete else rows.delete()[0]


def _before(age: timedelta) -> Any:
    return clock.now() - age


def _not_to_the_held(rows: "QuerySet[Any]", column: str) -> "QuerySet[Any]":
    """Of what knows a person by their address alone."""
    held = User.objects.filter(pk__in=held_people()).values("email")
    return rows.exclude(**{f"{column}__in": held})


def _with_files(rows: "QuerySet[Any]") -> int:
    for row in rows:
        if row.file:
            row.file.delete(save=False)
    return rows.delete()[0]


def _packages(rows: "QuerySet[Any]") -> int:
    return _with_files(rows) + delete_unnamed()


RULES: list[Rule] = [
    Rule("mails", _("E-mail messages that have left, after ninety days"),
         lambda: _not_to_the_held(
             Mail.objects.filter(Q(done_at__lt=_before(MESSAGES)) | Q(failed_at__lt=_before(MESSAGES))), "to")),
    Rule("tasks", _("Background tasks that have ended, after ninety days"),
         lambda: Job.objects.filter(Q(done_at__lt=_before(MESSAGES)) | Q(failed_at__lt=_before(MESSAGES)))),
    Rule("jobs", _("Progress of long tasks, a year after their end"),
         lambda: LongJob.objects.exclude(state__in=[State.QUEUED, State.RUNNING]).filter(ended_at__lt=_before(YEAR)),
         person="requested_by", organisation="organisation"),
    Rule("notifications", _("Notifications, after a year"),
         lambda: Notification.objects.filter(created_at__lt=_before(YEAR)), person="user"),
    Rule("sessions", _("Sessions that have ended"), lambda: Session.objects.filter(expire_date__lt=clock.now())),
    Rule("user_sessions", _("What is shown of sessions that have ended"),
         lambda: UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")), person="user"),
    Rule("invitations", _("Invitations, a year after they were answered or expired"),
         lambda: Invitation.objects.filter(
             Q(accepted_at__lt=_before(YEAR)) | Q(revoked_at__lt=_before(YEAR)) | Q(expires_at__lt=_before(YEAR))),
         organisation="organisation"),
    Rule("join_requests", _("Requests to join, a year after the answer"),
         lambda: JoinRequest.objects.exclude(state=JoinState.WAITING).filter(decided_at__lt=_before(YEAR)),
         person="asker", organisation="organisation"),
    Rule("drafts", _("Drafts before sign-in, after thirty days"),
         lambda: _not_to_the_held(WaitingDraft.objects.filter(expires_at__lte=clock.now()), "email")),
    Rule("downloads", _("Packages of one's own data, after a week"), Download.objects.expired,
         person="user", delete=_packages),
]  # fmt: skip


def register_rule(rule: Rule) -> None:
    RULES.append(rule)


def preview() -> list[tuple[Rule, int]]:
    """How many rows each rule would take today; as mint_system, nothing deleted."""
    return [(rule, rule.rows().count()) for rule in RULES]


def follow() -> dict[str, int]:
    """Each rule in a transaction of its own; one that fails does not keep the others."""
    done: dict[str, int] = {}
    for rule in RULES:
        try:
            with transaction.atomic():
                done[rule.key] = rule.follow()
        except Exception as error:  # noqa: BLE001  # a file or a row that cannot go keeps no other rule waiting
            log.error("retention.failed", rule=rule.key, error=type(error).__name__)  # noqa: TRY400  # its text may quote a row
    log.info("retention.followed", **done)
    return done
