"""A template of stages: a name, its versions, and the stages of each version."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from experiments.staging.catalogue import Guard, guard_of
from experiments.staging.querysets import StageQuerySet, TemplateQuerySet, VersionQuerySet
from experiments.staging.rules import PARENT_WRITES, STOOD_AT, WRITABLE, WRITES
from experiments.staging.states import ORDER, Mover
from experiments.states import PILL_OF, State
from mint import clock
from mint.isolation.constraints import Isolated
from mint.isolation.rules import SIGNED_IN, all_of, any_of, mine, through
from mint.projects.models import Project
from mint.tenancy.models import Organisation


def in_language(row: models.Model, part: str) -> str:
    """The column of the reader's language."""
    return str(getattr(row, f"{part}_{(get_language() or 'fi')[:2]}", "") or getattr(row, f"{part}_fi"))


class Template(models.Model):
    """A university's, or a university's for one project. The one of nobody is built in, and nobody changes it."""

    created_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="stage_templates")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="stage_templates")
    key = models.SlugField(max_length=40, blank=True, help_text="Of the built-in one.")
    name_fi = models.CharField(max_length=80)
    name_sv = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    is_retired = models.BooleanField(default=False, help_text="New experiments do not begin by it.")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    form_key = models.UUIDField(null=True, help_text="Of the form it was made in: a double click makes one.")

    objects = TemplateQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "form_key"], name="stage_template_once_per_form"),
            models.UniqueConstraint(fields=["key"], condition=Q(organisation=None), name="stage_template_built_in_once"),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(organisation__isnull=False, project=None, is_retired=False),
                name="stage_template_one_of_university",
            ),
            models.UniqueConstraint(
                fields=["project"], condition=Q(project__isnull=False, is_retired=False),
                name="stage_template_one_of_project",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, key="") | (Q(organisation=None, project=None) & ~Q(key="")),
                name="stage_template_built_in_or_own",
            ),
            models.CheckConstraint(
                condition=~Q(name_fi="") & ~Q(name_sv="") & ~Q(name_en=""), name="stage_template_is_named"
            ),
            Isolated(
                name="stage_template_isolated", read=SIGNED_IN, insert=all_of(WRITES, mine("created_by_id")), update=WRITES
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return in_language(self, "name")

    @property
    def is_built_in(self) -> bool:
        return self.organisation_id is None


class Version(models.Model):
    """One wording of a template. Written while it is a draft; once published it never changes."""

    created_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)
    template = models.ForeignKey(Template, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    note = models.CharField(max_length=500, blank=True, help_text="What is new in it, and why.")
    published_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="stage_version_once"),
            models.UniqueConstraint(
                fields=["template"], condition=Q(published_at=None), name="stage_version_one_draft"
            ),
            Isolated(
                name="stage_version_isolated",
                read=any_of(
                    through("staging_template", "template_id", any_of("staging_version.published_at IS NOT NULL", PARENT_WRITES)),
                    through(STOOD_AT, "staging_version.id", parent_key="version_id"),
                ),
                insert=through("staging_template", "template_id", PARENT_WRITES),
                update=through("staging_template", "template_id", PARENT_WRITES),
                delete=all_of("published_at IS NULL", through("staging_template", "template_id", PARENT_WRITES)),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.template} {self.number}"

    @property
    def organisation_id(self) -> int | None:
        """For the audit trail: the template's owner reads of it."""
        return self.template.organisation_id

    @property
    def project_id(self) -> int | None:
        return self.template.project_id

    @property
    def is_draft(self) -> bool:
        return self.published_at is None


OF_DRAFT = through(
    "staging_version", "version_id", all_of("parent.published_at IS NULL", f"parent.template_id IN ({WRITABLE})")
)


class Stage(models.Model):
    """One stage of a version. `key` stays the same from version to version, `position` is its place among the others."""

    created_at = models.DateTimeField(default=clock.now)
    version = models.ForeignKey(Version, models.CASCADE, related_name="stages")
    key = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=[(state.value, state.label) for state in ORDER])
    name_fi = models.CharField(max_length=60, help_text="As the public reads it.")
    name_sv = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    staff_fi = models.CharField(max_length=60, help_text="As those who work on it read it.")
    staff_sv = models.CharField(max_length=60)
    staff_en = models.CharField(max_length=60)
    moved_by = models.CharField(max_length=10, choices=Mover.choices, default=Mover.STEERS)
    days = models.PositiveSmallIntegerField(null=True, blank=True, help_text="How long it is expected to last.")
    artefacts_fi = models.CharField(max_length=300, blank=True, help_text="What is left of it: papers, data, records.")
    artefacts_sv = models.CharField(max_length=300, blank=True)
    artefacts_en = models.CharField(max_length=300, blank=True)
    guards = models.JSONField(default=list, blank=True, help_text="What its gate asks: see catalogue.Guard.")

    objects = StageQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"], name="stage_one_at_a_place", deferrable=models.Deferrable.DEFERRED
            ),
            models.UniqueConstraint(fields=["version", "key"], name="stage_key_once"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in ORDER]), name="stage_state_known"),
            models.CheckConstraint(condition=Q(moved_by__in=Mover.values), name="stage_mover_known"),
            models.CheckConstraint(
                condition=~Q(name_fi="") & ~Q(name_sv="") & ~Q(name_en="") & ~Q(staff_fi="") & ~Q(staff_sv="")
                & ~Q(staff_en=""),
                name="stage_is_named",
            ),
            Isolated(
                name="stage_isolated",
                read=through("staging_version", "version_id"),
                insert=OF_DRAFT,
                update=OF_DRAFT,
                delete=OF_DRAFT,
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return in_language(self, "staff")

    @property
    def name(self) -> str:
        return in_language(self, "name")

    @property
    def staff(self) -> str:
        return in_language(self, "staff")

    @property
    def artefacts(self) -> str:
        return in_language(self, "artefacts")

    @property
    def pill(self) -> str:
        return PILL_OF[State(self.state)]

    @property
    def asks(self) -> list[Guard]:
        return [guard_of(data) for data in self.guards]

    def same_but(self, version: "Version", **changes: Any) -> "Stage":
        """A copy in another version, not saved."""
        kept = {
            field.name: getattr(self, field.name)
            for field in self._meta.concrete_fields
            if field.name not in {"id", "created_at", "version"}
        }
        return Stage(version=version, **(kept | changes))
