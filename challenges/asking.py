"""The questions of a brief: their words, their fields, and what is wrong with an answer."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from challenges.choices import Answerer
from challenges.guards import SHORTEST_CALL
from challenges.models import Challenge
from challenges.terms import DataTerms, IpTerms
from mint import clock
from mint.fields import DayField, NumberField
from mint.files.checks import AttachmentField
from mint.templating import NATIVE
from mint.vocabulary.dimensions import HINTS, Dimension
from mint.vocabulary.themes import theme_choices

LONG = {"rows": 5, "class": "textarea"}
SHORT = {**LONG, "rows": 2}
MIDDLE = {**LONG, "rows": 3}
LABELS = {
    "title": _("What is the challenge, in one sentence?"),
    "question": _("What is the question?"),
    "problem": _("What is the problem, and why now?"),
    "affected": _("Who is affected?"),
    "tried": _("What have you tried already?"),
    "outcome": _("When would this be solved?"),
    "limits": _("What limits the solution?"),
    "answer_form": _("In what form do you want the answer?"),
    "accessibility": _("What must be accessible, and how?"),
    "deadline_on": _("Until when can partners answer?"),
    "timetable": _("What happens when?"),
    "offered_hours": _("How many hours of your people's time can partners count on?"),
    "premises": _("Which premises or sites can be used?"),
    "test_users": _("Who can try the solution?"),
    "materials": _("What data or materials do you have?"),
    "materials_access": _("How does one get to them?"),
    "afterwards": _("What follows for the chosen answer?"),
    "afterwards_note": _("Would you like to tell more about what follows?"),
    "reward": _("Is there a reward?"),
    "measure": _("How do you measure success?"),
    "publicity": _("What is told publicly of the answers?"),
    "contact_name": _("Who tells more?"),
    "contact_email": _("Their e-mail address"),
    "contact_is_public": _("The contact may be shown on the public page"),
}
HELP = {
    "title": _("For example: Who buys the reed that is mown from our shores?"),
    "question": _("Begin with: How might we …"),
    "problem": _("Three sentences are enough."),
    "affected": _("For example the number of customers, residents or companies."),
    "tried": _("Also what did not work: it saves others the same way round."),
    "outcome": _("The outcome you want, and how one sees that it was reached."),
    "limits": _("For example law, budget, technology or season."),
    "accessibility": _("For example: the service is used by people who do not see well."),
    "deadline_on": _("At least 14 days from today."),
    "timetable": _("For example: visits in January, the experiment in spring."),
    "offered_hours": _("Altogether, as a whole number."),
    "test_users": _("For example twenty home care clients and their families."),
    "materials": _("For example measurements, drawings, or reed in bales."),
    "reward": _("Money, publicity, a reference, coaching."),
    "measure": _("One figure, where it is now and where it should be: waiting time from 9 days to 3."),
    "contact_is_public": _("Otherwise only your own people and the curators see the name and the address."),
}
WIDGETS = {
    **{name: forms.Textarea(attrs=LONG) for name in ("problem",)},
    **{name: forms.Textarea(attrs=MIDDLE) for name in ("tried", "outcome", "limits", "materials")},
    **{
        name: forms.Textarea(attrs=SHORT)
        for name in (
            *("affected", "accessibility", "timetable", "premises", "test_users", "afterwards_note", "reward"),
            "measure",
        )
    },
    "deadline_on": forms.DateInput(attrs={"type": "date", "class": "input input--s"}, format="%Y-%m-%d"),
    "contact_email": forms.EmailInput(attrs={"autocomplete": "email"}),
    "contact_name": forms.TextInput(attrs={"autocomplete": "name"}),
    "offered_hours": forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "input input--s"}),
}


def need_choices() -> list[tuple[str, str]]:
    return [(str(key.value), f"{key.label}: {HINTS[key]}") for key in Dimension]


def language_choices() -> list[tuple[str, str]]:
    return [(code, NATIVE[code]) for code, _name in settings.LANGUAGES]


def several(label: Any, choices: Any, **more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, widget=forms.CheckboxSelectMultiple, required=False, **more
    )


def within_five_years(day: date | None) -> date | None:
    if day and day.year > clock.today().year + 5:
        raise forms.ValidationError(_("Choose a day within five years."), code="far")
    return day


class DraftForm(forms.ModelForm[Challenge]):
    """A step: everything may be missing while it is a draft; `required_now` must be there to go on."""

    required_now: tuple[str, ...] = ()

    def __init__(self, *args: Any, autosave: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.required = name in self.required_now and not autosave

    class Meta:
        model = Challenge
        fields: tuple[str, ...] = ()


class Asked:
    """What each form's Meta says alike."""

    model = Challenge
    labels, help_texts, widgets = LABELS, HELP, WIDGETS


class StepForm(DraftForm):
    """`folded` are further questions, under a heading each: nobody has to open them. A `brief` form leaves them out."""

    folded: Sequence[tuple[Any, tuple[str, ...]]] = ()

    def __init__(self, *args: Any, brief: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if brief:
            for name in self.further():
                del self.fields[name]

    @classmethod
    def further(cls) -> list[str]:
        return [name for _heading, names in cls.folded for name in names]

    def first_questions(self) -> Iterator[forms.BoundField]:
        further = set(self.further())
        return (field for field in self if field.name not in further)

    def further_questions(self) -> list[tuple[Any, list[forms.BoundField], bool]]:
        """(heading, fields, is open): open where something in it needs correcting."""
        groups = []
        for heading, names in self.folded:
            fields = [self[name] for name in names if name in self.fields]
            if fields:
                groups.append((heading, fields, any(field.errors for field in fields)))
        return groups


class SoughtFields(StepForm):
    """The questions on what is sought that are not text."""

    needs = several(_("What do you need?"), need_choices, help_text=_("You can choose several."))
    themes = several(_("Themes"), theme_choices)

    def clean_deadline_on(self) -> Any:
        deadline = self.cleaned_data.get("deadline_on")
        if deadline and deadline <= clock.today():
            raise forms.ValidationError(_("The deadline has passed already. Choose a later day."), code="past")
        if deadline and deadline < clock.today() + SHORTEST_CALL:
            raise forms.ValidationError(_("The deadline must be at least 14 days ahead."), code="soon")
        return within_five_years(deadline)


class AnswerFields(StepForm):
    """The questions on answering that are not text."""

    answerers = several(_("Who may answer?"), Answerer.choices, help_text=_("If you choose none, anybody may."))
    answer_languages = several(_("In which languages may one answer?"), language_choices)
    decision_on = DayField(label=_("By when do you decide?"), required=False)

    def clean_decision_on(self) -> Any:
        decision, deadline = self.cleaned_data.get("decision_on"), self.cleaned_data.get("deadline_on")
        if decision and deadline and decision < deadline:
            raise forms.ValidationError(_("Decide after the call has closed. Choose a later day."), code="early")
        return within_five_years(decision)


def one_of(label: Any, choices: Any, help_text: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, help_text=help_text, choices=choices, widget=forms.RadioSelect)


class OfferFields(StepForm):
    """The questions on what is offered, on what terms, and what is kept apart."""

    ip_terms = one_of(
        _("Whose are the rights to the solution?"),
        IpTerms.choices,
        _("Chosen now, so that who answers can rely on it. A student never has to give up rights for a grade."),
    )
    data_terms = one_of(
        _("On what terms do you hand over data?"), DataTerms.choices, _("This too is fixed when it opens.")
    )
    confidential = forms.CharField(
        label=_("What is not published"),
        help_text=_("For example figures or names. You, your municipality and the curators see it; nobody else does."),
        max_length=4000,
        widget=forms.Textarea(attrs=MIDDLE),
    )

    offered_money = NumberField(
        label=_("How much money can be used, in euros?"), min_value=0, max_digits=12, decimal_places=2, required=False
    )
    upload = AttachmentField(
        label=_("Attachment"),
        help_text=_("PDF, image or Office document, 10 MB at most. It is published with the challenge."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["confidential"] = self.instance.confidential


class ContactFields(StepForm):
    """A contact that is shown must be there."""

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("contact_is_public") and not (data.get("contact_name") or data.get("contact_email")):
            self.add_error("contact_is_public", _("Give the name or the address that may be shown."))
        return data
