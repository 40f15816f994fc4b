"""A note of the diary, and a picture or a file for one."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from experiments.diary.actions import Attached
from experiments.diary.models import LONGEST, DiaryNote
from experiments.forms import area
from mint import clock
from mint.fields import DayField
from mint.files.checks import AttachmentField


class WordsForm(forms.Form):
    """The day and what is told of it."""

    noted_on = DayField(label=gettext_lazy("Day"))
    text = forms.CharField(
        label=gettext_lazy("What did you do or see?"),
        help_text=gettext_lazy("Those inside the experiment read it, the public does not. No names of participants."),
        max_length=LONGEST,
        widget=area(5),
    )

    def __init__(self, data: Any = None, files: Any = None, *, note: DiaryNote | None = None) -> None:
        initial = {"noted_on": note.noted_on, "text": note.text} if note else {"noted_on": clock.today()}
        super().__init__(data, files, initial=initial)

    def clean_noted_on(self) -> Any:
        day = self.cleaned_data["noted_on"]
        if day > clock.today():
            raise forms.ValidationError(_("The day has not come yet."), code="day")
        return day


class AttachedForm(forms.Form):
    """One picture or file; a picture is described in words."""

    upload = AttachmentField(label=gettext_lazy("Picture or file"))
    alt = forms.CharField(
        label=gettext_lazy("What does the picture show?"),
        help_text=gettext_lazy("For whoever does not see it. A picture needs these words, other files do not."),
        max_length=300,
        required=False,
    )

    key = forms.UUIDField(required=False, initial=uuid.uuid4, widget=forms.HiddenInput)  # a double click is one

    def clean_key(self) -> uuid.UUID:
        return self.cleaned_data["key"] or uuid.uuid4()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        upload = cleaned.get("upload")
        if upload and upload.content_type.startswith("image/") and not cleaned.get("alt", "").strip():
            self.add_error("alt", forms.ValidationError(_("Say what the picture shows."), code="alt"))
        return cleaned

    @property
    def attached(self) -> Attached | None:
        upload = self.cleaned_data.get("upload")
        return Attached(upload, self.cleaned_data.get("alt", "")) if upload else None


class FileForm(AttachedForm):
    """For a note that is there: without a file there is nothing to send."""

    upload = AttachmentField(label=gettext_lazy("Picture or file"), required=True)


class NoteForm(WordsForm, AttachedForm):
    """A new note, with its first picture or file."""

    field_order = ("noted_on", "text", "upload", "alt", "key")
