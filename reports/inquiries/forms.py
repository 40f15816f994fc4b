"""What is typed: a link, a question, an answer."""

from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from mint.fields import choices_of
from reports.documents.document import shown_date
from reports.models import Figure, FigureRow, ReportFile

LONGEST = 4000
MOST_ROWS = 100


class InviteForm(forms.Form):
    name = forms.CharField(label=_("Name of the official"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail address of the official"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    language = forms.ChoiceField(label=_("Language of the message"), choices=settings.LANGUAGES)
    days = forms.IntegerField(
        label=_("For how many days does the link work?"), min_value=1, max_value=180, initial=30,
        widget=forms.NumberInput(attrs={"class": "input input--s"}),
    )  # fmt: skip


class AskOnForm(forms.Form):
    text = forms.CharField(
        label=_("Your question"),
        help_text=_("Who reports reads it. Do not write anybody's personal data."),
        min_length=3,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid4


class AskForm(AskOnForm):
    place = forms.ChoiceField(label=_("What is the question about?"))
    field_order = ("place", "text", "key")

    def __init__(self, figures: list[Figure], places: dict[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.code, f"{each.code} {each.name}") for each in figures]
        choices_of(self, "place", [*choices, *places.items()])


class AnswerForm(forms.Form):
    """`evidence` are rows of the figure that was asked about, and the report's files."""

    text = forms.CharField(
        label=_("Your answer"), min_length=3, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The funder's official reads it. No personal data."),
    )  # fmt: skip
    evidence = forms.MultipleChoiceField(
        label=_("Evidence"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Records that the figure was counted from, and files of the report."),
    )  # fmt: skip
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, rows: list[FigureRow], files: list[ReportFile], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known: dict[str, FigureRow | ReportFile] = {f"row-{each.pk}": each for each in rows}
        self.known |= {f"file-{each.kind}": each for each in files}
        choices = [(key, _named(each)) for key, each in self.known.items()]
        choices_of(self, "evidence", choices)
        self.fields["key"].initial = uuid4

    def chosen(self) -> list[dict[str, Any]]:
        """Copies, which stay also if the report is counted anew."""
        return [_copied(self.known[key]) for key in self.cleaned_data["evidence"]]


def _named(piece: FigureRow | ReportFile) -> str:
    if isinstance(piece, ReportFile):
        return piece.name
    return ", ".join(filter(None, [piece.title, piece.party, shown_date(piece.on)]))


def _copied(piece: FigureRow | ReportFile) -> dict[str, Any]:
    if isinstance(piece, ReportFile):
        return {"file": piece.kind, "title": piece.name, "sha256": piece.sha256}
    return {
        "record": piece.record,
        "object_id": piece.object_id,
        "title": piece.title,
        "organisation": piece.party,
        "on": piece.on.isoformat(),
        "in_period": str(piece.in_period),
        "in_total": str(piece.in_total),
    }
