"""What people did for a gate: ticked its lines, approved, attached its documents."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from experiments.models import Experiment
from experiments.staging.models.visits import Visit
from experiments.staging.querysets import DocumentQuerySet, SignOffQuerySet
from experiments.staging.rules import INSIDE, NOT_ITS_WRITER, STEERED, of_experiment
from experiments.staging.states import Kind, Role
from mint import clock
from mint.files.models import Attachment
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import all_of, any_of, mine
from mint.links.models import HELD
from mint.tenancy.models import Organisation

SIGNED = (Kind.CHECKLIST, Kind.APPROVAL)
# Nobody who wrote the plan approves; who has an account signs for nobody else.
ITS_SIGNER = any_of(
    all_of("staging_signoff.by_id IS NULL", "staging_signoff.role = 'outside'"),
    all_of(mine("staging_signoff.by_id"), any_of("staging_signoff.kind = 'checklist'", NOT_ITS_WRITER)),
)


class SignOff(models.Model):
    """A ticked line, or an approval: given or refused on the page, or asked of somebody from outside by a mailed link.

    An approval counts for the stage at which it was given: what comes back to review is approved anew.
    """

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    experiment = models.ForeignKey(Experiment, models.CASCADE, related_name="sign_offs")
    visit = models.ForeignKey(Visit, models.CASCADE, related_name="sign_offs")
    guard_key = models.SlugField(max_length=40)
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.label) for kind in SIGNED])
    role = models.CharField(max_length=12, choices=Role.choices, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120, blank=True, help_text="Of somebody from outside.")
    email = models.EmailField(blank=True, help_text="Where the link went; emptied with the answer.")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="fi")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    shown = models.JSONField(
        default=dict, blank=True, help_text="What the holder of the link reads: as it was when asked."
    )
    plan_hash = models.CharField(max_length=64, blank=True, help_text="Of the plan that was approved.")
    token_hash = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    is_given = models.BooleanField(null=True, blank=True, help_text="No: refused. Empty: not answered yet.")
    reason = models.CharField(max_length=1000, blank=True)

    objects = SignOffQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "guard_key"], condition=Q(is_given=True) | Q(is_given=None), name="sign_off_once"
            ),
            models.UniqueConstraint(fields=["token_hash"], condition=~Q(token_hash=""), name="sign_off_one_link"),
            models.CheckConstraint(condition=Q(kind__in=SIGNED), name="sign_off_kind_known"),
            models.CheckConstraint(condition=Q(role__in=["", *Role.values]), name="sign_off_role_known"),
            models.CheckConstraint(
                condition=Q(is_given__isnull=True, answered_at__isnull=True)
                | Q(is_given__isnull=False, answered_at__isnull=False),
                name="sign_off_answered_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(is_given=False) | ~Q(reason=""), name="sign_off_refused_with_a_word"),
            models.CheckConstraint(
                condition=Q(is_given__isnull=False) | (~Q(token_hash="") & ~Q(email="") & Q(expires_at__isnull=False)),
                name="sign_off_waits_with_a_link",
            ),
            TenantKey(name="sign_off_of_own_experiment", parent="experiment"),
            TenantKey(name="sign_off_of_own_visit", parent="visit"),
            Isolated(
                name="sign_off_isolated",
                read=any_of(of_experiment(INSIDE), HELD),
                insert=of_experiment(all_of(STEERED, ITS_SIGNER)),
                update=all_of(HELD, "is_given IS NULL", "expires_at > now()"),
                changed=all_of(HELD, "is_given IS NOT NULL"),
                delete=of_experiment(STEERED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.experiment_id} · {self.guard_key}"

    @property
    def municipality_id(self) -> int | None:
        """For the audit trail."""
        return self.experiment.municipality_id

    @property
    def project_id(self) -> int | None:
        return self.experiment.project_id

    @property
    def is_open(self) -> bool:
        return self.is_given is None and self.expires_at is not None and self.expires_at > clock.now()


class Document(Attachment):
    """A file that a gate asked for; those inside the experiment read it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    experiment = models.ForeignKey(Experiment, models.CASCADE, related_name="stage_documents")
    guard_key = models.SlugField(max_length=40)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            TenantKey(name="stage_document_of_own_experiment", parent="experiment"),
            Isolated(
                name="stage_document_isolated",
                read=of_experiment(INSIDE),
                insert=of_experiment(STEERED),
                delete=of_experiment(STEERED),
            ),
        ]
