"""What curators choose and type."""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from challenges.curation.bulk import DEEDS
from challenges.curation.filling import unknown_places
from challenges.curation.models import ReplyText
from challenges.curation.models.notes import LONGEST
from challenges.curation.models.replies import CODES
from challenges.curation.states import flag_choices, stage_choices
from mint.fields import choices_of
from mint.filters import ListFilter
from mint.places.models import Municipality

MINE, FREE = "minun", "vapaat"
BACK, LATE = "uudelleen", "myohassa"


def _all(choices: list[tuple[str, str]]) -> list[Any]:
    return [("", pgettext_lazy("filter", "All")), *choices]


class QueueFilter(ListFilter):
    """The queue's query string; `people` are the colleagues to whom challenges may have been given."""

    q = forms.CharField(required=False, max_length=100, label=_("Search"))
    odottaa = forms.ChoiceField(
        required=False,
        label=_("What waits"),
        choices=[("", pgettext_lazy("filter", "All")), (LATE, _("Answer overdue")), (BACK, _("Sent again"))],
    )
    tila = forms.ChoiceField(required=False, label=_("Screening"), choices=lambda: _all(stage_choices()))
    merkinta = forms.ChoiceField(required=False, label=_("Flag"), choices=lambda: _all(flag_choices()))
    kenelle = forms.ChoiceField(required=False, label=_("Handled by"))
    kunta = forms.ModelChoiceField(
        Municipality.objects.all(), required=False, to_field_name="slug", label=_("Municipality")
    )
    jarj = forms.ChoiceField(
        required=False,
        label=_("Order"),
        choices=[("", _("Oldest first")), ("uusin", _("Newest first")), ("nimi", _("By title"))],
    )

    def __init__(self, *args: Any, people: dict[int, str], me: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(str(pk), name) for pk, name in people.items() if pk != me]
        choices_of(self, "kenelle", _all([(MINE, str(_("Me"))), (FREE, str(_("Nobody yet"))), *others]))

    @property
    def is_narrowed(self) -> bool:
        return any(self.chosen(name) for name in self.fields if name != "jarj")

    def limits(self) -> dict[str, Any]:
        return {name: self.chosen(name) for name in self.fields}


class AssignForm(forms.Form):
    """To whom: an id, or nobody. `nyt` is who had it on the screen."""

    kenelle = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    nyt = forms.IntegerField(required=False, min_value=1, max_value=2**62)


class ScreenForm(forms.Form):
    stage = forms.ChoiceField(
        label=_("Stage of the screening"), choices=stage_choices, widget=forms.Select(attrs={"class": "select"})
    )
    flags = forms.MultipleChoiceField(
        label=_("Flags"), choices=flag_choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("New note"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "class": "textarea"}),
        error_messages={"required": _("Write something in the note first.")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    @classmethod
    def empty(cls) -> "NoteForm":
        return cls(initial={"key": uuid.uuid4()}, auto_id="muistiinpano_%s")  # beside forms with a `text` of their own


class BackForm(forms.Form):
    """Where the queue stood when something was done in it: its own query string, and no other address."""

    paluu = forms.CharField(required=False, max_length=500)


class ChosenForm(forms.Form):
    """What is done to the rows selected in the queue; only what the deed needs is looked at."""

    toimi = forms.ChoiceField(choices=[(name, name) for name in DEEDS])
    kollega = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    vaihe = forms.ChoiceField(required=False, choices=lambda: [("", ""), *stage_choices()])
    merkinta = forms.ChoiceField(required=False, choices=lambda: [("", ""), *flag_choices()])
    pohja = forms.IntegerField(required=False, min_value=1, max_value=2**62)

    def lacks(self) -> str:
        """What was not chosen that the deed needs."""
        needed = {"anna": "kollega", "vaihe": "vaihe", "merkitse": "merkinta", "poista": "merkinta", "palauta": "pohja"}
        name = needed.get(self.cleaned_data["toimi"], "")
        said = {
            "kollega": _("Choose the colleague first."),
            "vaihe": _("Choose the stage first."),
            "merkinta": _("Choose the flag first."),
            "pohja": _("Choose the text that the challenges are returned with."),
        }
        return str(said[name]) if name and not self.cleaned_data[name] else ""


def ids_of(values: list[str]) -> list[int]:
    """The numbers among what was posted; the rest names no row."""
    return [int(each) for each in values if each.isascii() and each.isdecimal() and len(each) < 19]


class ReplyForm(forms.ModelForm[ReplyText]):
    """A name and a text in one language at least."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)

    class Meta:
        model = ReplyText
        fields = ["occasion", *(f"{part}_{code}" for code in CODES for part in ("name", "text"))]
        labels = {
            "occasion": _("When is it used?"),
            **{f"name_{code}": _("Name") for code in CODES},
            **{f"text_{code}": _("Text") for code in CODES},
        }
        widgets = {f"text_{code}": forms.Textarea(attrs={"rows": 5, "class": "textarea"}) for code in CODES}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        whole = [code for code in CODES if cleaned.get(f"name_{code}") and cleaned.get(f"text_{code}")]
        for code in CODES:
            self._check(code, cleaned, is_whole=code in whole)
        if not whole and not self.errors:
            self.add_error("name_fi", _("Write the name and the text in one language at least."))
        return cleaned

    def _check(self, code: str, cleaned: dict[str, Any], *, is_whole: bool) -> None:
        name, text = cleaned.get(f"name_{code}"), cleaned.get(f"text_{code}") or ""
        if bool(name or text) and not is_whole:
            self.add_error(f"text_{code}" if name else f"name_{code}", _("Write both the name and the text."))
        if unknown := unknown_places(text):
            places = ", ".join(f"{{{each}}}" for each in unknown)
            self.add_error(
                f"text_{code}", _("Only {title} and {deadline} are filled in, not %(what)s.") % {"what": places}
            )

    def groups(self) -> list[tuple[str, Any, Any]]:
        """(language's name, name field, text field)."""
        return [(name, self[f"name_{code}"], self[f"text_{code}"]) for code, name in settings.LANGUAGES]
