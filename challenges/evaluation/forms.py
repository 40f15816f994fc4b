"""What people type in an evaluation: a phase's rules, invitations, ties, score sheets, the decision."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from challenges.evaluation.models import Decision, Phase, Score, Verdict
from challenges.evaluation.points import MOST_POINTS
from challenges.evaluation.states import Outcome
from challenges.proposals.models import Criterion, Proposal
from mint.fields import choices_of, needed_to

LONG = {"rows": 3, "class": "textarea"}
SCALE = tuple((str(points), str(points)) for points in range(MOST_POINTS + 1))


class PhaseForm(forms.ModelForm[Phase]):
    class Meta:
        model = Phase
        fields = ["name", "opens_on", "closes_on", "least_reviews", "shows_others", "shows_names"]
        labels = {
            "name": _("Name of the phase"),
            "opens_on": _("First day"),
            "closes_on": _("Last day"),
            "least_reviews": _("Evaluators for each proposal"),
            "shows_others": _("When does an evaluator see the others' scores of the same proposal?"),
            "shows_names": _("Show the proposers' names to the evaluators"),
        }
        help_texts = {
            "least_reviews": _("From 2 to 10."),
            "shows_names": _(
                "Otherwise the evaluators read the text only: neither names, nor people, nor attachments. What a proposer "
                "tells of themselves in the text stays in it."
            ),
        }
        widgets = {
            "opens_on": forms.DateInput(attrs={"type": "date", "class": "input input--s"}, format="%Y-%m-%d"),
            "closes_on": forms.DateInput(attrs={"type": "date", "class": "input input--s"}, format="%Y-%m-%d"),
            "least_reviews": forms.NumberInput(attrs={"class": "input input--s", "min": 2, "max": 10}),
            "shows_others": forms.RadioSelect,
        }

    def clean_least_reviews(self) -> int:
        number: int = self.cleaned_data["least_reviews"]
        if not 2 <= number <= 10:
            raise forms.ValidationError(_("Give a number from 2 to 10."))
        return number

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("opens_on"), data.get("closes_on")
        if first and last and last < first:
            self.add_error("closes_on", _("The last day cannot be before the first."))
        return data


class ExtendPhaseForm(forms.Form):
    closes_on = forms.DateField(
        label=_("New last day"),
        widget=forms.DateInput(attrs={"type": "date", "class": "input input--s"}, format="%Y-%m-%d"),
    )


class InsideForm(forms.Form):
    """Somebody of those at hand: (user, name, organisation)."""

    key = "inside"

    person = forms.TypedChoiceField(label=_("Person"), coerce=int)

    def __init__(self, *args: Any, people: Iterable[tuple[int, str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "–"), *((pk, f"{name}, {organisation}") for pk, name, organisation in people)]
        choices_of(self, "person", choices)


class OutsideForm(forms.Form):
    key = "outside"
    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    name = forms.CharField(label=_("Name"), max_length=120)
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=settings.LANGUAGES)


class PairForm(forms.Form):
    """One evaluator and one proposal."""

    proposal = forms.IntegerField()
    user = forms.IntegerField()


class WaiverForm(PairForm):
    reason = forms.CharField(min_length=10, max_length=1000)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), min_length=3, max_length=1000, widget=forms.Textarea(attrs=LONG))


class AsideForm(forms.Form):
    words = forms.CharField(
        label=_("What ties you to it?"), required=False, max_length=1000, widget=forms.Textarea(attrs=LONG),
        help_text=_("Only the side that decides reads this."),
    )  # fmt: skip


class DeclareForm(AsideForm):
    ties = forms.MultipleChoiceField(
        label=_("I have a tie to"),
        help_text=_(
            "For example: you work or have worked with them, own or owned a part, are related to them, or gain or lose "
            "by the decision."
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    sure = forms.BooleanField(label=_("I have looked at the list. I have no other ties than those I have ticked."))
    field_order = ("ties", "words", "sure")

    def __init__(self, *args: Any, proposers: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "ties", proposers)


class SheetForm(forms.Form):
    """Points and a reason for each criterion. Nothing is required while it is saved; sending asks for all of it."""

    def __init__(self, *args: Any, sheet: Sequence[Score], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        for score in sheet:
            pk, name = score.criterion_id, score.criterion.name
            self.fields[f"p{pk}"] = forms.TypedChoiceField(
                label=name, choices=SCALE, coerce=int, empty_value=None, required=False, widget=forms.RadioSelect,
                initial=score.points,
            )  # fmt: skip
            self.fields[f"r{pk}"] = forms.CharField(
                label=_("Reason"), max_length=2000, required=False, initial=score.reason,
                widget=forms.Textarea(attrs={"rows": 3, "class": "textarea"}),
            )  # fmt: skip

    def written(self) -> dict[int, dict[str, Any]]:
        """What was sent, by criterion: what a partial form does not name stays as it was."""
        found: dict[int, dict[str, Any]] = {}
        for score in self.sheet:
            pk = score.criterion_id
            if f"r{pk}" in self.data:
                found[pk] = {"points": self.cleaned_data[f"p{pk}"], "reason": self.cleaned_data[f"r{pk}"]}
        return found


class DecisionForm(forms.Form):
    """Outcome and feedback by proposal, and the grounds of the whole."""

    reasons = forms.CharField(
        label=_("Grounds of the decision"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "textarea"}),
        help_text=_("They are in the memo, and the proposers do not see them."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        proposals: Sequence[Proposal],
        verdicts: dict[int, Verdict],
        decision: Decision | None,
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        self.proposals = proposals
        self.fields["reasons"].initial = decision.reasons if decision else ""
        for proposal in proposals:
            known = verdicts.get(proposal.pk)
            self.fields[f"o{proposal.pk}"] = forms.ChoiceField(
                label=_("Decision"), choices=Outcome.choices, required=False, widget=forms.RadioSelect,
                initial=known.outcome if known else "",
            )  # fmt: skip
            self.fields[f"f{proposal.pk}"] = forms.CharField(
                label=_("Feedback to the proposer"), max_length=4000, required=False,
                initial=known.feedback if known else "", widget=forms.Textarea(attrs={"rows": 4, "class": "textarea"}),
            )  # fmt: skip

            for name in (f"o{proposal.pk}", f"f{proposal.pk}"):
                needed_to(self, name, _("needed for the release"))

    def verdicts(self) -> dict[int, dict[str, str]]:
        return {
            proposal.pk: {
                "outcome": self.cleaned_data[f"o{proposal.pk}"],
                "feedback": self.cleaned_data[f"f{proposal.pk}"].strip(),
            }
            for proposal in self.proposals
        }


def anchored(criterion: Criterion) -> list[tuple[int, str]]:
    """Every step of the scale with what it means, where it is worded."""
    return list(enumerate(criterion.anchors))
