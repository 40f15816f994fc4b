"""What a report of each kind says: templates with sections, and the sections of a report with what people wrote in them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language

from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import ANYBODY, SYSTEM_ONLY
from mint.places.models import Municipality, Named
from mint.projects.models import Project
from mint.tenancy.models import Organisation
from reports.documents.document import span
from reports.models import Report
from reports.sections.querysets import PrincipleAimQuerySet, SectionQuerySet, SectionTextQuerySet
from reports.sections.rules import BEGIN, PART_READ, PART_WRITE, READ, WRITE
from reports.sections.states import LONGEST, Aim, Block, Principle
from reports.states import Kind


def words_in(text: str) -> int:
    """Words as a word processor counts them: what stands between spaces and has a letter or a digit."""
    return sum(any(sign.isalnum() for sign in each) for each in text.split())


class Template(models.Model):
    """A version of what a report of a kind consists of. Public, never changed: the next one is another row."""

    created_at = models.DateTimeField(default=clock.now)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    number = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["kind", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="template_version_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="template_kind_known"),
            Isolated(name="template_isolated", read=ANYBODY, insert=SYSTEM_ONLY),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class TemplateSection(Named):
    """A section of a template: its title (`name`), what is written there, how long, and which data it shows."""

    created_at = models.DateTimeField(default=clock.now)
    template = models.ForeignKey(Template, models.CASCADE, related_name="sections")
    key = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField()
    guidance_fi = models.CharField(max_length=500, blank=True)
    guidance_sv = models.CharField(max_length=500, blank=True)
    guidance_en = models.CharField(max_length=500, blank=True)
    most_words = models.PositiveSmallIntegerField(null=True, blank=True)
    is_required = models.BooleanField(default=False, help_text="Its text is needed before the report is approved.")
    in_all_languages = models.BooleanField(default=False, help_text="Shown in Finnish, Swedish and English.")
    block = models.CharField(max_length=20, choices=Block.choices, blank=True, default=Block.NONE)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["template", "key"], name="template_section_once"),
            models.UniqueConstraint(fields=["template", "order"], name="template_section_in_its_place"),
            Isolated(name="template_section_isolated", read=ANYBODY, insert=SYSTEM_ONLY),
        ]

    @property
    def guidance(self) -> str:
        return str(getattr(self, f"guidance_{(get_language() or 'fi')[:2]}", self.guidance_fi))


class Section(models.Model):
    """A section of one report, by the template's version that the report began with; who writes it, and until when.

    It carries the report's kind and days: whoever is given a section sees it, and not the report.
    """

    created_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="+")
    project = models.ForeignKey(Project, models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, models.CASCADE, related_name="sections")
    wanted = models.ForeignKey(TemplateSection, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, help_text="Of the report.")
    starts_on = models.DateField()
    ends_on = models.DateField()
    writer = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The partner that was given it; empty: the project manager writes it.",
    )  # fmt: skip
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    ready_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = SectionQuerySet.as_manager()
    is_open: bool  # annotated by `with_report`
    is_public = False  # what is said of a section stays among those who write the report

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="section_tenant"),
            models.UniqueConstraint(fields=["organisation", "report", "id"], name="section_of_tenants_report"),
            models.UniqueConstraint(fields=["report", "wanted"], name="section_once_in_a_report"),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(writer__isnull=False), name="section_person_of_its_writer"
            ),
            TenantKey(name="section_of_own_report", parent="report", shared="project"),
            Isolated(name="section_isolated", read=READ, insert=BEGIN, update=WRITE),
        ]

    def __str__(self) -> str:
        return str(self.wanted.name)

    def get_absolute_url(self) -> str:
        return reverse("sections:detail", args=[self.organisation.slug, self.pk])

    @property
    def report_title(self) -> str:
        return f"{self.get_kind_display()} {span(self.starts_on, self.ends_on)}"


class SectionText(models.Model):
    """What a section says in one language."""

    created_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, models.CASCADE, related_name="+")
    section = models.ForeignKey(Section, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    text = models.TextField(max_length=LONGEST, blank=True)
    written_at = models.DateTimeField(help_text="When the text last changed.")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    taken_from = models.ForeignKey(
        Report, models.SET_NULL, null=True, blank=True, related_name="+", help_text="Whose text it began as."
    )

    objects = SectionTextQuerySet.as_manager()

    class Meta:
        ordering = ["section", "language"]
        constraints = [
            models.UniqueConstraint(fields=["section", "language"], name="section_text_once_in_a_language"),
            TenantKey(name="section_text_of_own_report", parent="report"),
            TenantKey(name="section_text_of_own_section", parent="section", shared="report"),
            TenantKey(name="section_text_taken_from_own_report", parent="taken_from"),
            Isolated(name="section_text_isolated", read=PART_READ, insert=PART_WRITE, update=PART_WRITE),
        ]

    def __str__(self) -> str:
        return f"{self.section_id} {self.language}"

    @property
    def words(self) -> int:
        return words_in(self.text)


class PrincipleAim(models.Model):
    """How a horizontal principle concerns the project in the report's time, with the reason in the report's language."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, models.CASCADE, related_name="+")
    section = models.ForeignKey(Section, models.CASCADE, related_name="principles")
    principle = models.CharField(max_length=20, choices=Principle.choices)
    aim = models.CharField(max_length=10, choices=Aim.choices)
    reason = models.CharField(max_length=500, blank=True)
    written_at = models.DateTimeField(default=clock.now)

    objects = PrincipleAimQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["section", "principle"], name="principle_once"),
            models.CheckConstraint(condition=Q(aim__in=Aim.values), name="principle_aim_known"),
            models.CheckConstraint(condition=Q(principle__in=Principle.values), name="principle_known"),
            TenantKey(name="principle_of_own_report", parent="report"),
            TenantKey(name="principle_of_own_section", parent="section", shared="report"),
            Isolated(name="principle_isolated", read=PART_READ, insert=PART_WRITE, update=PART_WRITE),
        ]

    def __str__(self) -> str:
        return str(self.get_principle_display())
