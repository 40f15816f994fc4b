"""What is typed about stages: steps, sign-offs, and the templates themselves."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from experiments.forms import SHORTEST, anyway_field, area
from experiments.staging.catalogue import CODES, MOST_GUARDS, Guard, guard_of, new_key
from experiments.staging.models import Stage, Template
from experiments.staging.states import DATES, FIELDS, Kind, Role, Strength
from mint import clock
from mint.fields import choices_of, rows_of
from mint.files.checks import AttachmentField
from mint.projects.models import Project

LARGEST = 2**62


class StepForm(forms.Form):
    """`origin` is the stage that was on the screen. Back takes a reason; onwards one where the gate is open."""

    origin = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=LARGEST)

    def __init__(self, *args: Any, is_back: bool, is_open: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_back:
            self.fields["reason"] = forms.CharField(
                label=gettext_lazy("Why does it go back?"), min_length=SHORTEST, max_length=1000, widget=area(3)
            )
        elif is_open:
            self.fields["anyway"] = anyway_field()


class ChangeForm(forms.Form):
    """Another version, and the stage of it at which the experiment goes on."""

    stage = forms.ModelChoiceField(Stage.objects.none(), label=gettext_lazy("At which stage does it go on?"))
    reason = forms.CharField(
        label=gettext_lazy("Why is it moved?"), min_length=SHORTEST, max_length=1000, widget=area(3)
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2_000_000_000)

    def __init__(self, *args: Any, stages: QuerySet[Stage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows_of(self, "stage", stages)


class CasesForm(forms.Form):
    """Several experiments to another version, with one reason."""

    chosen = forms.TypedMultipleChoiceField(coerce=int, label=gettext_lazy("Experiments"))
    reason = forms.CharField(
        label=gettext_lazy("Why are they moved?"), min_length=SHORTEST, max_length=1000, widget=area(3)
    )

    def __init__(self, *args: Any, known: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "chosen", [(pk, pk) for pk in known])


class SignForm(forms.Form):
    answer = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
    reason = forms.CharField(label=gettext_lazy("A word with it"), required=False, max_length=1000, widget=area(2))

    @property
    def is_given(self) -> bool:
        return bool(self.cleaned_data["answer"] == "yes")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("answer") == "no" and len(data.get("reason", "")) < SHORTEST:
            self.add_error("reason", _("Say in a few words why you do not approve it."))
        return data


class AskForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("They need no account. The link works once, for 14 days."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the message"), choices=settings.LANGUAGES)


class DocumentForm(forms.Form):
    upload = AttachmentField(label=gettext_lazy("Document"), required=True)


class TickForm(forms.Form):
    on = forms.BooleanField(required=False)


class TemplateForm(forms.ModelForm[Template]):
    """Its names; where it is made, also for which project (none: for the whole university)."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2_000_000_000)

    class Meta:
        model = Template
        fields = ["project", "name_fi", "name_sv", "name_en"]
        labels = {
            "project": gettext_lazy("For which project?"),
            "name_fi": gettext_lazy("Name in Finnish"),
            "name_sv": gettext_lazy("Name in Swedish"),
            "name_en": gettext_lazy("Name in English"),
        }

    def __init__(self, *args: Any, projects: "QuerySet[Project] | None" = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4
        if projects is None:
            del self.fields["project"]
        else:
            rows_of(self, "project", projects, empty=_("The whole university"))
            self.fields["project"].required = False

    @property
    def names(self) -> dict[str, str]:
        return {f"name_{code}": self.cleaned_data[f"name_{code}"] for code in CODES}


class StageForm(forms.ModelForm[Stage]):
    """A stage of a draft. Who comes into the first stage of a state is the lifecycle's to say."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2_000_000_000)

    class Meta:
        model = Stage
        fields = [
            *(f"{part}_{code}" for part in ("name", "staff") for code in CODES), "moved_by", "days",
            *(f"artefacts_{code}" for code in CODES),
        ]  # fmt: skip
        labels = {
            **{f"name_{code}": gettext_lazy("Name that the public reads") for code in CODES},
            **{f"staff_{code}": gettext_lazy("Name for those who work on it") for code in CODES},
            **{f"artefacts_{code}": gettext_lazy("What is left of it") for code in CODES},
            "moved_by": gettext_lazy("Who moves an experiment here?"),
            "days": gettext_lazy("How many days is it expected to last?"),
        }
        help_texts = dict.fromkeys(fields, "")  # the table's are for those who read the code

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_first:
            del self.fields["moved_by"]
        self.fields["days"].widget.attrs["inputmode"] = "numeric"

    def groups(self) -> list[tuple[str, list[Any]]]:
        """(language's name, its fields)."""
        return [
            (name, [self[f"{part}_{code}"] for part in ("name", "staff", "artefacts")])
            for code, name in settings.LANGUAGES
        ]

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.cleaned_data}


class GuardForm(forms.Form):
    """One line of the gate; without a kind it is left out."""

    key = forms.SlugField(widget=forms.HiddenInput, required=False, max_length=40)
    kind = forms.ChoiceField(
        label=gettext_lazy("What is asked?"), required=False,
        choices=lambda: [("", pgettext_lazy("gate", "Nothing: leave this line out")), *Kind.choices],
    )  # fmt: skip
    field = forms.ChoiceField(
        label=gettext_lazy("Which field?"), required=False, choices=lambda: [("", "–"), *FIELDS.items()]
    )
    role = forms.ChoiceField(label=gettext_lazy("Who approves?"), required=False, choices=[("", "–"), *Role.choices])
    order = forms.IntegerField(
        label=gettext_lazy("In which turn?"),
        help_text=gettext_lazy("The same number: side by side. A later number: only after the earlier ones."),
        required=False, min_value=1, max_value=9,
    )  # fmt: skip
    date = forms.ChoiceField(
        label=gettext_lazy("Which date?"), required=False, choices=lambda: [("", "–"), *DATES.items()]
    )
    count = forms.IntegerField(
        label=gettext_lazy("How many measurements or days?"), required=False, min_value=1, max_value=100_000
    )
    strength = forms.ChoiceField(label=gettext_lazy("How strict is it?"), required=False, choices=Strength.choices)
    text_fi = forms.CharField(label=gettext_lazy("Words of the line in Finnish"), required=False, max_length=200)
    text_sv = forms.CharField(label=gettext_lazy("Words of the line in Swedish"), required=False, max_length=200)
    text_en = forms.CharField(label=gettext_lazy("Words of the line in English"), required=False, max_length=200)

    SUBJECTS = {Kind.FIELD: "field", Kind.APPROVAL: "role", Kind.DATE: "date"}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        kind = data.get("kind")
        subject = self.SUBJECTS.get(kind) if kind else None
        if subject and not data.get(subject):
            self.add_error(subject, _("Choose one."))
        counts = kind == Kind.MEASUREMENTS or (kind == Kind.DATE and data.get("date") == "entered")
        if counts and not data.get("count") and "count" not in self.errors:
            self.add_error("count", _("Give a number."))
        if kind in (Kind.CHECKLIST, Kind.DOCUMENT):
            self._in_three_languages(data)
        return data

    def _in_three_languages(self, data: dict[str, Any]) -> None:
        for code in CODES:
            if not data.get(f"text_{code}"):
                self.add_error(f"text_{code}", _("Write what is asked, in all three languages."))

    @property
    def guard(self) -> Guard | None:
        data = self.cleaned_data
        if not data.get("kind"):
            return None
        texts = {f"text_{code}": data.get(f"text_{code}", "") for code in CODES}
        subject = data.get(self.SUBJECTS.get(Kind(data["kind"]), ""), "")
        return Guard(
            key=data.get("key") or new_key(), kind=data["kind"], subject=subject, count=data.get("count") or 0,
            order=data.get("order") or 1, strength=data.get("strength") or Strength.REASON.value, **texts,
        )  # fmt: skip


class BaseGuards(forms.BaseFormSet[GuardForm]):
    @property
    def guards(self) -> list[dict[str, Any]]:
        return [form.guard.to_json() for form in self.forms if form.guard]


GuardFormSet = forms.formset_factory(
    GuardForm, formset=BaseGuards, extra=2, max_num=MOST_GUARDS, absolute_max=MOST_GUARDS + 2
)
PREFIX = "rivit"


def initial_of(stage: Stage) -> list[dict[str, Any]]:
    return [_initial(guard_of(data)) for data in stage.guards]


def _initial(guard: Guard) -> dict[str, Any]:
    data = guard.to_json() | {"count": guard.count or None, "words": guard.text}
    name = GuardForm.SUBJECTS.get(Kind(guard.kind), "")
    return {**data, name: guard.subject} if name else data


class ShiftForm(forms.Form):
    to = forms.ChoiceField(choices=[("up", "up"), ("down", "down")])
    revision = forms.IntegerField(required=False, min_value=1, max_value=2_000_000_000)


class PublishForm(forms.Form):
    """What is new; `revision` is the draft that was previewed: another one is previewed first."""

    note = forms.CharField(
        label=gettext_lazy("What is new in this version, and why?"), min_length=SHORTEST, max_length=500, widget=area(2)
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)


class BoardForm(forms.Form):
    """The board's query string: which template's stages are its columns."""

    malli = forms.IntegerField(required=False, min_value=1, max_value=LARGEST)


class DropForm(forms.Form):
    """A card dropped on a column: `version` and `origin` are what the board showed of it."""

    to = forms.CharField(required=False, max_length=80)
    version = forms.IntegerField(required=False, min_value=1, max_value=LARGEST)
    origin = forms.IntegerField(required=False, min_value=1, max_value=LARGEST)

    @classmethod
    def sent(cls, data: Any) -> dict[str, Any]:
        form = cls(data)
        return form.cleaned_data if form.is_valid() else {"to": "", "version": None, "origin": None}


class MonthForm(forms.Form):
    """The calendar's query string: a month, such as 2026-12. What is none is this month."""

    kuukausi = forms.RegexField(r"^20\d\d-(0[1-9]|1[0-2])$", required=False)

    @property
    def first_day(self) -> date:
        chosen = self.cleaned_data["kuukausi"] if self.is_valid() else ""
        return date.fromisoformat(f"{chosen}-01") if chosen else clock.today().replace(day=1)
