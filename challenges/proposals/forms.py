"""What people type into a proposal, and into the criteria of a call."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from challenges.proposals.content import LONGEST_ANSWER, MOST_MEMBERS, Content, people_in
from challenges.proposals.models import SCALE, Call, Criterion
from challenges.proposals.setting import MOST_CRITERIA
from challenges.proposals.states import Kind
from mint.files.checks import AttachmentField

LONG = {"rows": 6}


class StepForm(forms.Form):
    """A step: everything may be missing while it is saved; `required_now` must be there to go on."""

    required_now: tuple[str, ...] = ()

    def __init__(self, *args: Any, autosave: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.required = name in self.required_now and not autosave
        self.autosave = autosave

    def data_to_save(self) -> dict[str, Any]:
        raise NotImplementedError


class IdeaForm(StepForm):
    """Step 1: who proposes what. `alone` is what a proposal without a team is here: a company's, or one person's."""

    required_now = ("kind", "title", "summary")

    title = forms.CharField(
        label=_l("What do you propose, in one sentence?"),
        max_length=120,
        help_text=_l("For example: The reed is baled on the ice and sold as bedding."),
    )
    summary = forms.CharField(
        label=_l("The proposal in brief"),
        max_length=2000,
        help_text=_l("What you would do, with whom and by when. Five sentences are enough."),
        widget=forms.Textarea(attrs=LONG),
    )
    kind = forms.ChoiceField(label=_l("Who proposes?"), widget=forms.RadioSelect)
    team_name = forms.CharField(label=_l("Name of the team"), max_length=120)
    members = forms.CharField(
        label=_l("Members of the team"),
        max_length=2000,
        help_text=_l("One on each line: name, e-mail address. The address may be left out."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, alone: tuple[Kind, ...], content: Content, **kwargs: Any) -> None:
        initial = {**content.as_data(), "kind": content.kind or alone[0].value}
        super().__init__(*args, initial=initial, **kwargs)
        chosen = forms.ChoiceField(
            label=_l("Who proposes?"),
            choices=[(kind.value, kind.label) for kind in (*alone, Kind.TEAM)],
            widget=forms.RadioSelect,
            required=not self.autosave,
        )
        self.fields["kind"] = chosen

    def clean_members(self) -> str:
        lines = str(self.cleaned_data["members"])
        people = people_in(lines)
        if len(people) > MOST_MEMBERS:
            raise ValidationError(_("There can be twelve members at most."), code="many")
        for name, address in people:
            self._check(name, address)
        return lines

    def _check(self, name: str, address: str) -> None:
        if not name:
            raise ValidationError(_("Begin each line with a name."), code="name")
        try:
            if address:
                validate_email(address)
        except ValidationError as error:
            text = _("Check the e-mail address of %(name)s: name and address are parted by a comma.") % {"name": name}
            raise ValidationError(text, code="email") from error

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == Kind.TEAM and not data.get("team_name") and not self.autosave:
            self.add_error("team_name", _("Give the team a name."))
        return data

    def data_to_save(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields if name in self.cleaned_data}


class AnswersForm(StepForm):
    """Step 2: a question for each criterion, and attachments. The criteria make the form."""

    upload = AttachmentField(
        label=_l("Attachment"),
        help_text=_l("PDF, image or Office document, 10 MB at most. It is read with the proposal."),
    )

    def __init__(self, *args: Any, criteria: Iterable[Criterion], content: Content, **kwargs: Any) -> None:
        criteria = list(criteria)
        self.names = {f"answer_{criterion.pk}": str(criterion.pk) for criterion in criteria}
        initial = {name: content.answers.get(key, "") for name, key in self.names.items()}
        super().__init__(*args, initial=initial, **kwargs)
        asked = {f"answer_{criterion.pk}": self._field(criterion) for criterion in criteria}
        self.fields = {**asked, **self.fields}

    def _field(self, criterion: Criterion) -> forms.CharField:
        weight = _("Weight %(weight)s / 100") % {"weight": criterion.weight}
        return forms.CharField(
            label=f"{criterion.name}: {criterion.question}",
            help_text=weight,
            max_length=LONGEST_ANSWER,
            widget=forms.Textarea(attrs=LONG),
            required=not self.autosave,
        )

    def data_to_save(self) -> dict[str, Any]:
        """What is in order; an emptied answer is empty."""
        return {
            "answers": {key: self.cleaned_data[name] for name, key in self.names.items() if name in self.cleaned_data}
        }


class PersonForm(forms.Form):
    """Who writes, where it is a person or a team and no company."""

    email = forms.EmailField(
        label=_l("E-mail address"),
        help_text=_l("We send a code there. With it you sign in; no password is needed."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    person = forms.CharField(
        label=_l("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(required=False, max_length=2000)


class TermsForm(forms.ModelForm[Call]):
    """The terms of a call."""

    class Meta:
        model = Call
        fields = ["is_sealed", "feedback_days"]
        labels = {
            "is_sealed": _l("Sealed until the call is over"),
            "feedback_days": _l("Each proposer is answered within (days from the deadline)"),
        }
        help_texts = {
            "is_sealed": _l("Not even the number of proposals is shown before the call is over."),
            "feedback_days": _l("The day is promised on the challenge's page. From 1 to 365."),
        }

    def clean_feedback_days(self) -> int:
        days = int(self.cleaned_data["feedback_days"])
        if not 1 <= days <= 365:
            raise ValidationError(_("Give a number from 1 to 365."), code="range")
        return days


class CriterionForm(forms.Form):
    """One criterion; left empty it is none."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_l("Criterion"), max_length=80)
    question = forms.CharField(
        label=_l("What the proposer is asked"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    weight = forms.IntegerField(
        label=_l("Weight"), min_value=1, max_value=100, widget=forms.NumberInput(attrs={"min": 1, "max": 100})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        texts = (self.initial or {}).get("anchors") or [""] * len(SCALE)
        for points in SCALE:
            self.fields[f"anchor_{points}"] = forms.CharField(
                label=_("%(points)s points mean") % {"points": points},
                max_length=200,
                required=False,
                initial=texts[points],
            )

    @property
    def anchors(self) -> list[Any]:
        return [self[f"anchor_{points}"] for points in SCALE]

    def row(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            **{name: data[name] for name in ("id", "name", "question", "weight")},
            "anchors": [data[f"anchor_{points}"] for points in SCALE],
        }


class _Rows(forms.BaseFormSet[CriterionForm]):
    def rows(self) -> list[dict[str, Any]]:
        """Of those filled in and not removed, in the order asked for."""
        return [form.row() for form in self.ordered_forms if form.cleaned_data.get("name")]


CriteriaForm = forms.formset_factory(
    CriterionForm,
    formset=_Rows,
    extra=1,
    can_delete=True,
    can_order=True,
    max_num=MOST_CRITERIA,
    absolute_max=MOST_CRITERIA + 1,
    validate_max=True,
)


def criteria_form(criteria: list[Criterion], data: Any = None) -> _Rows:
    initial = [
        {"id": each.pk, "name": each.name, "question": each.question, "weight": each.weight, "anchors": each.anchors}
        for each in criteria
    ]
    form: _Rows = CriteriaForm(data, initial=initial, prefix="c")  # type: ignore[assignment]  # made by a call
    return form


def weights_in(data: Any) -> int:
    """The sum of the weights typed so far, without those to be removed; what is no number counts nothing."""
    rows = range(MOST_CRITERIA + 1)
    typed = (str(data.get(f"c-{row}-weight", "")) for row in rows if not data.get(f"c-{row}-DELETE"))
    return sum(min(int(text), 100) for text in typed if text.isascii() and text.isdigit() and len(text) <= 3)
