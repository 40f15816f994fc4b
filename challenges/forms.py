"""What people type about a challenge beside its brief (see `wizard`), and the list's filters."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from challenges.amending import FIXED
from challenges.asking import LONG, DraftForm, within_five_years
from challenges.models import Challenge
from challenges.states import BOARD
from challenges.wizard import wizard_of
from mint.filters import ListFilter
from mint.places.models import Municipality
from mint.vocabulary.themes import theme_choices
from mint.web import MoveError

TITLE_READ, PROBLEM_READ = 200, 2000  # letters compared with what is here
CLOSING = "paattyy"  # the order of the list by deadline


class AmendForm(DraftForm):
    """What is open, to be changed in the open: the same questions as in the wizard, and what to say of the change."""

    note = forms.CharField(
        label=_("What did you change, and why?"),
        help_text=_("In a sentence. It is shown on the challenge's page."),
        max_length=300,
    )
    is_material = forms.BooleanField(
        label=_("Tell those who have shown interest"),
        help_text=_("Leave it out only for a spelling mistake or the like."),
        required=False,
        initial=True,
    )

    class Meta:
        model = Challenge
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = dict(self.fields)
        self.fields.clear()
        for step in wizard_of(self.instance.organisation.kind):
            asked = step.form(instance=self.instance) if step.form else DraftForm(instance=self.instance)
            self.fields.update({name: field for name, field in asked.fields.items() if name not in FIXED})
            self.initial = {**asked.initial, **self.initial}
        self.fields.update(own)
        self.fields["note"].required = True


class SimilarForm(forms.Form):
    """What is being typed, for looking whether it is here already: a text of any length, of which the beginning counts."""

    title = forms.CharField(required=False)
    problem = forms.CharField(required=False)
    but = forms.UUIDField(required=False)

    def clean_title(self) -> str:
        return str(self.cleaned_data["title"])[:TITLE_READ]

    def clean_problem(self) -> str:
        return str(self.cleaned_data["problem"])[:PROBLEM_READ]


class ReasonForm(forms.Form):
    reason = forms.CharField(required=False, max_length=2000)

    @classmethod
    def given(cls, data: QueryDict) -> str:
        """What was typed, or a MoveError that says what is wrong with it."""
        form = cls(data)
        if not form.is_valid():
            raise MoveError(" ".join(map(str, form.errors["reason"])))
        return str(form.cleaned_data["reason"])


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
        return within_five_years(self.cleaned_data["deadline_on"])


class ConfidentialForm(forms.Form):
    text = forms.CharField(
        label=_("What is not published"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={**LONG, "rows": 6}),
    )
    terms = forms.CharField(
        label=_("Terms on which partners read it"),
        help_text=_(
            "For example: Use this only to prepare your answer, do not pass it on, delete it when the call has closed. "
            "Empty: no partner reads it. When you change the terms, everybody is asked to accept them again."
        ),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={**LONG, "rows": 6}),
    )


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
