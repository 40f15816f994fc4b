"""What people type about an experiment: a new one, moves with a reason, result, and the list's filters."""

import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from challenges.models import Challenge
from experiments.actions import LEAST_REASON
from experiments.answering import ENDINGS
from experiments.gates import Check
from experiments.models import Experiment
from experiments.staging.placing import step_ahead
from experiments.states import Decision, Grade, Outcome, Publication, Stage
from experiments.workflow import BY_NAME, CANCEL, DECIDE, FINISH, FOLLOW, ONWARD, PAUSE, RETURN, needs_despite
from mint import clock
from mint.fields import DayField, NumberField, choices_of, needed_to, rows_of
from mint.filters import ListFilter
from mint.places.models import Municipality

SHORTEST = 3  # characters of a reason


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class NewForm(forms.Form):
    """The beginning: which challenge, and what is tried. `key` makes a double click one experiment."""

    challenge = forms.ModelChoiceField(Challenge.objects.none(), label=_("Which challenge does it answer?"))
    title = forms.CharField(label=_("What is tried, in one sentence?"), max_length=120)
    hypothesis = forms.CharField(
        label=_("Hypothesis"),
        help_text=_("If … then … because …"),
        max_length=2000,
        required=False,
        widget=area(3),
    )
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, challenges: QuerySet[Challenge], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows_of(self, "challenge", challenges)
        self.fields["key"].initial = uuid.uuid4


class VersionForm(forms.Form):
    """Which version of the row was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000, required=False)


class MoveForm(VersionForm):
    """A move that asks nothing: a reason may be given."""

    reason = forms.CharField(label=_("Reason"), max_length=1000, required=False, widget=area(3))

    @property
    def values(self) -> dict[str, Any]:
        """For the workflow's function."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class ReasonForm(MoveForm):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is kept, and told to those concerned."),
        min_length=3,
        max_length=1000,
        widget=area(3),
    )


class EarlyForm(MoveForm):
    """Ending before the last day of the plan; on that day and after it nothing need be said."""

    reason = forms.CharField(
        label=_("Why does it end before its last day?"),
        help_text=_("The public page shows it."),
        min_length=SHORTEST,
        max_length=1000,
        error_messages={"required": _("The last day of the plan has not come. Say why the experiment ends early.")},
        widget=area(3),
    )


class PauseForm(ReasonForm):
    review_on = DayField(label=_("When is the pause looked at again?"))

    def clean_review_on(self) -> Any:
        day = self.cleaned_data["review_on"]
        if day <= clock.today():
            raise forms.ValidationError(_("Choose a coming day."), code="past")
        return day


class FollowForm(MoveForm):
    responsible = forms.CharField(label=_("Who answers for the follow-up?"), max_length=120)


class DecisionForm(ReasonForm):
    """What is decided. Adopting what the outcome does not support takes a sentence on why."""

    decision = forms.ChoiceField(label=_("What is decided?"), choices=Decision.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why?"), help_text=_("The public page shows it."), min_length=3, max_length=1000, widget=area(3)
    )
    despite = forms.CharField(
        label=_("Why is it adopted although the outcome does not support the hypothesis?"),
        help_text=_("One sentence, shown with the decision."),
        max_length=500,
        required=False,
        widget=area(2),
    )
    field_order = ("decision", "despite", "reason")

    def __init__(self, *args: Any, outcome: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome = outcome
        needed_to(self, "despite", _("needed if you scale up or hand over"))
        if outcome in {"", Outcome.SUPPORTED}:
            del self.fields["despite"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        adopts = "despite" in self.fields and needs_despite(data.get("decision", ""), self.outcome)
        if adopts and len(data.get("despite", "")) < SHORTEST:
            self.add_error("despite", _("Say in a sentence why it is adopted all the same."))
        return data


# The moves that ask something have a page of their own; the others are a button.
ASKS: dict[str, type[MoveForm]] = {
    RETURN.name: ReasonForm,
    CANCEL.name: ReasonForm,
    PAUSE.name: PauseForm,
    FINISH.name: MoveForm,
    DECIDE.name: DecisionForm,
    FOLLOW.name: FollowForm,
}


def form_of(move: str, experiment: Experiment, data: Any = None) -> MoveForm:
    """The form of the move of this name, for the version that is on the screen."""
    kind, initial = ASKS.get(move, MoveForm), {"version": experiment.version}
    if move == FINISH.name and FINISH.asks_reason(experiment):
        kind = EarlyForm
    form: MoveForm
    if kind is DecisionForm:
        form = DecisionForm(data, initial=initial, outcome=experiment.outcome)
    else:
        form = kind(data, initial=initial)
    if passed_over(move, experiment):
        form.fields["anyway"] = anyway_field()
    return form


def passed_over(move: str, experiment: Experiment) -> list[Check]:
    """What the template's gate lacks still, and what one may move on despite, with a reason."""
    step = step_ahead(experiment, BY_NAME[move].target) if move in ONWARD else None
    return step.missing if step else []


def anyway_field() -> forms.CharField:
    return forms.CharField(
        label=_("Why do you move on all the same?"),
        help_text=_(
            "Something is still missing from the gate. Your reason is kept, and shown on the experiment's page."
        ),
        min_length=SHORTEST,
        max_length=1000,
        widget=area(2),
    )


class EndingForm(forms.Form):
    """How the challenge ended: one of its moves, with the reason of the experiment's decision unless it is changed."""

    ending = forms.ChoiceField(choices=[(name, name) for name in ENDINGS])
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Those concerned are told. If the challenge was not solved, its public page shows this too."),
        min_length=3,
        max_length=2000,
        widget=area(3),
    )


class ResultForm(forms.ModelForm[Experiment]):
    """What came out, and what was learned: failures are results too."""

    outcome = forms.ChoiceField(
        label=_("What became of the hypothesis?"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)

    class Meta:
        model = Experiment
        fields = ["result", "learnings", "outcome", "outcome_reason"]
        labels = {
            "result": _("Result"),
            "learnings": _("Lessons learned"),
            "outcome_reason": _("Why another outcome than the decision rule says?"),
        }
        help_texts = {
            "result": _("What was measured, compared with the target. This is published in the public summary."),
            "learnings": _("What worked, what did not, and what surprised you. Others will learn from this."),
            "outcome_reason": _("The public page shows it beside the outcome."),
        }
        widgets = {"result": area(5), "learnings": area(5), "outcome_reason": area(2)}

    def __init__(self, *args: Any, computed: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.computed = computed
        if not computed:
            del self.fields["outcome_reason"]
        else:
            self._follow_the_rule()
        for name in ("result", "learnings"):
            self.fields[name].required = True

    def _follow_the_rule(self) -> None:
        said = Outcome(self.computed).label
        self.fields["outcome"].help_text = _("By the decision rule of the frozen plan: %(outcome)s.") % {
            "outcome": said
        }
        needed_to(self, "outcome_reason", _("needed if the outcome is not the rule's"))
        self.initial["outcome"] = self.initial.get("outcome") or self.computed

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        is_another = bool(self.computed) and data.get("outcome") not in {None, self.computed}
        if is_another and len((data.get("outcome_reason") or "").strip()) < LEAST_REASON:
            self.add_error("outcome_reason", _("Say in a sentence why the outcome is not what the decision rule says."))
        return data

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.fields}


class EvidenceForm(forms.Form):
    """The computed grade or a lower one, and why."""

    grade = forms.TypedChoiceField(label=_("Grade"), coerce=int, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("A sentence or two: what you looked at. The public page shows it."),
        min_length=LEAST_REASON,
        max_length=1000,
        widget=area(3),
    )

    def __init__(self, *args: Any, computed: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grades = [(value, label) for value, label in Grade.choices[::-1] if value <= computed]
        choices_of(self, "grade", grades)
        self.fields["grade"].initial = computed


class PublicationForm(VersionForm):
    publication = forms.ChoiceField(
        label=_("What does the public see?"), choices=Publication.choices, widget=forms.RadioSelect
    )


class TellForm(forms.ModelForm[Experiment]):
    """What the public page tells of cost, contact and use; all of it may be left out."""

    cost = NumberField(
        label=_("What did it cost?"),
        help_text=_("In euros, work included. An estimate will do."),
        required=False,
        min_value=0,
        max_value=9_999_999_999,
        decimal_places=2,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)

    class Meta:
        model = Experiment
        fields = ["cost", "contact", "contact_email", "licence"]
        labels = {
            "contact": _("Who answers questions?"),
            "contact_email": _("E-mail address for questions"),
            "licence": _("On which terms may others use what is published?"),
        }
        help_texts = {
            "contact": _("The unit or the role, not a person's name. The public sees it."),
            "contact_email": _("A shared address of the unit. The public sees it."),
        }

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class FilterForm(ListFilter):
    """The public list's query string."""

    kunta = forms.ModelMultipleChoiceField(
        Municipality.objects.all(), required=False, to_field_name="slug", widget=forms.CheckboxSelectMultiple
    )
    vaihe = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(s.value, s.label) for s in (Stage.EXPERIMENT, Stage.EVALUATION, Stage.DECISION)],
    )
    tulos = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple, choices=Outcome.choices)
