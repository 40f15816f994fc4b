"""A note of a day, and what hangs on it: pictures, each with words for who does not see it, and other files."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from experiments.diary.querysets import DiaryFileQuerySet, DiaryNoteQuerySet
from experiments.diary.rules import FILE_REMOVE, FILE_WRITE, READ, REMOVE, WRITE
from experiments.models import Experiment
from mint import clock
from mint.files.models import Attachment
from mint.files.scanning import Quarantine
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import NOBODY
from mint.tenancy.models import Organisation

LONGEST = 4000


class DiaryNote(models.Model):
    """What its author saw or did on that day. Only the author changes the words."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    experiment = models.ForeignKey(Experiment, models.CASCADE, related_name="diary")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    noted_on = models.DateField()
    text = models.TextField(max_length=LONGEST)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="fi")
    changed_at = models.DateTimeField(null=True, blank=True)
    form_key = models.UUIDField(help_text="Of the form it was written in: a double click makes one.")

    objects = DiaryNoteQuerySet.as_manager()

    class Meta:
        ordering = ["-noted_on", "-id"]
        indexes = [models.Index(fields=["experiment", "-noted_on", "-id"], name="diary_newest")]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="diary_note_tenant"),
            models.UniqueConstraint(fields=["experiment", "form_key"], name="diary_note_once_per_form"),
            models.CheckConstraint(condition=~Q(text=""), name="diary_note_says_something"),
            TenantKey(name="diary_note_of_own_experiment", parent="experiment"),
            Isolated(name="diary_note_isolated", read=READ, insert=WRITE, update=WRITE, delete=REMOVE),
        ]

    def __str__(self) -> str:
        return f"{self.noted_on} · {self.text[:40]}"


class DiaryFile(Attachment):
    """A picture or a document of a note. A picture is kept small, and says in `alt` what it shows."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    experiment = models.ForeignKey(Experiment, models.CASCADE, related_name="diary_files")
    note = models.ForeignKey(DiaryNote, models.CASCADE, related_name="files")
    alt = models.CharField(max_length=300, blank=True, help_text="What a picture shows, for who does not see it.")
    width = models.PositiveIntegerField(null=True, blank=True, help_text="Of a picture, in pixels.")
    height = models.PositiveIntegerField(null=True, blank=True)
    form_key = models.UUIDField(null=True, editable=False, help_text="Of the form that sent it: a double click is one.")

    objects = DiaryFileQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(content_type__startswith="image/")
                | (~Q(alt="") & Q(width__isnull=False, height__isnull=False)),
                name="diary_picture_has_words",
            ),
            models.UniqueConstraint(fields=["note", "form_key"], name="diary_file_once_per_form"),
            TenantKey(name="diary_file_of_own_experiment", parent="experiment"),
            TenantKey(name="diary_file_of_own_note", parent="note"),
            Isolated(name="diary_file_isolated", read=READ, insert=FILE_WRITE, update=NOBODY, delete=FILE_REMOVE),
        ]

    @property
    def is_picture(self) -> bool:
        return self.content_type.startswith("image/")

    @property
    def is_free(self) -> bool:
        """Has the virus check let it through?"""
        return self.quarantine == Quarantine.FREE
