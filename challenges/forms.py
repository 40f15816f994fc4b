"""What people type about a challenge: one form per step of the wizard, and the list's filters."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from challenges.models import Challenge
from challenges.states import BOARD
from mint import clock
from mint.files.checks import AttachmentField
from mint.filters import ListFilter
from mint.places.models import Municipality
from mint.vocabulary.dimensions import HINTS, Dimension
from mint.vocabulary.themes import theme_choices

LONG = {"rows": 5, "class": "textarea"}
CLOSING = "paattyy"  # the order of the list by deadline


def need_choices() -> list[tuple[str, str]]:
    return [(str(key.value), f"{key.label}: {HINTS[key]}") for key in Dimension]


class DraftForm(forms.ModelForm[Challenge]):
    """A step: everything may be missing while it is a draft; `required_now` must be there to go on."""

    required_now: tuple[str, ...] = ()

    def __init__(self, *args: Any, autosave: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.required = name in self.required_now and not autosave


class ProblemForm(DraftForm):
    """Step 1: the problem."""

    required_now = ("title", "problem", "affected")

    class Meta:
        model = Challenge
        fields = ["title", "problem", "affected"]
        labels = {
            "title": _("What is the challenge, in one sentence?"),
            "problem": _("What is the problem, and why now?"),
            "affected": _("Who is affected?"),
        }
        help_texts = {
            "title": _("For example: Who buys the reed that is mown from our shores?"),
            "problem": _("Three sentences are enough."),
            "affected": _("For example the number of customers, residents or companies."),
        }
        widgets = {"problem": forms.Textarea(attrs=LONG), "affected": forms.Textarea(attrs={**LONG, "rows": 2})}


class SearchForm(DraftForm):
    """Step 2: what is sought."""

    required_now = ("outcome", "needs", "deadline_on")

    needs = forms.MultipleChoiceField(
        label=_("What do you need?"),
        help_text=_("You can choose several."),
        choices=need_choices,
        widget=forms.CheckboxSelectMultiple,
    )
    themes = forms.MultipleChoiceField(
        label=_("Themes"), choices=theme_choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    upload = AttachmentField(
        label=_("Attachment"),
        help_text=_("PDF, image or Office document, 10 MB at most. It is published with the challenge."),
    )

    class Meta:
        model = Challenge
        fields = ["outcome", "needs", "themes", "deadline_on", "confidential"]
        labels = {
            "outcome": _("When would this be solved?"),
            "deadline_on": _("Until when can partners answer?"),
            "confidential": _("What only the curators may see"),
        }
        help_texts = {
            "outcome": _("The outcome you want, and how one sees that it was reached."),
            "deadline_on": _("At least 14 days from today."),
            "confidential": _("For example figures or names. This is never published."),
        }
        widgets = {
            "outcome": forms.Textarea(attrs={**LONG, "rows": 3}),
            "confidential": forms.Textarea(attrs={**LONG, "rows": 3}),
            "deadline_on": forms.DateInput(attrs={"type": "date", "class": "input input--s"}, format="%Y-%m-%d"),
        }

    def clean_deadline_on(self) -> Any:
        deadline = self.cleaned_data.get("deadline_on")
        if deadline and deadline <= clock.today():
            raise forms.ValidationError(_("The deadline has passed already. Choose a later day."), code="past")
        return _within_five_years(deadline)


def _within_five_years(deadline: date | None) -> date | None:
    if deadline and deadline.year > clock.today().year + 5:
        raise forms.ValidationError(_("Choose a day within five years."), code="far")
    return deadline


STEPS = {1: ProblemForm, 2: SearchForm}


class KeyForm(forms.Form):
    """The hidden parts of a step: which draft, and which version of it was on the screen."""

    key = forms.UUIDField(required=False)
    version = forms.IntegerField(required=False, min_value=1, max_value=2_000_000_000)

    @staticmethod
    def new_key() -> uuid.UUID:
        return uuid.uuid4()


class ReasonForm(forms.Form):
    reason = forms.CharField(required=False, max_length=2000)


class FindForm(forms.Form):
    """The words looked for in a workspace's list; what is no good looks for nothing."""

    q = forms.CharField(required=False, max_length=100)

    @property
    def words(self) -> str:
        return str(self.cleaned_data["q"]) if self.is_valid() else ""


class ExtendForm(forms.Form):
    deadline_on = forms.DateField(
        label=_("New deadline"), widget=forms.DateInput(attrs={"type": "date", "class": "input input--s"})
    )

    def clean_deadline_on(self) -> Any:
        return _within_five_years(self.cleaned_data["deadline_on"])


class EvaluatorForm(forms.Form):
    email = forms.EmailField(
        label=_("Evaluator's e-mail address"),
        help_text=_("A person from outside, who then sees this case for 60 days."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class FilterForm(ListFilter):
    """The public list's query string."""

    q = forms.CharField(required=False, max_length=100)
    kunta = forms.ModelMultipleChoiceField(
        Municipality.objects.all(), required=False, to_field_name="slug", widget=forms.CheckboxSelectMultiple
    )
    tila = forms.MultipleChoiceField(
        required=False, choices=[(c.value, c.label) for c in BOARD[1:]], widget=forms.CheckboxSelectMultiple
    )
    teema = forms.MultipleChoiceField(required=False, choices=theme_choices, widget=forms.CheckboxSelectMultiple)
    jarj = forms.ChoiceField(
        required=False, choices=[("", _("Newest first")), (CLOSING, _("Open ones, the first to close first"))]
    )

    def places(self) -> list[tuple[str, str, bool]]:
        """(slug, name, is chosen) of the municipalities that have something to show, and of those chosen."""
        chosen = {place.pk for place in self.chosen("kunta")}
        shown = Challenge.objects.public().filter(municipality=OuterRef("pk"))
        rows = Municipality.objects.filter(Q(Exists(shown)) | Q(pk__in=chosen))
        return [(place.slug, place.name, place.pk in chosen) for place in rows]
