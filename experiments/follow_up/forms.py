"""What is typed in a follow-up: the answer, its details, and whom to ask."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from experiments.follow_up.actions import Heard
from experiments.follow_up.models import Contact
from experiments.follow_up.states import Answer, Place
from mint.fields import NumberField

MOST_COST = 9_999_999_999


class AnswerForm(forms.Form):
    vastaus = forms.ChoiceField(
        label=gettext_lazy("Where does it stand now?"), choices=Answer.choices, widget=forms.RadioSelect
    )


class DetailForm(forms.Form):
    annual_cost = NumberField(
        label=gettext_lazy("What does it cost in a year?"),
        help_text=gettext_lazy("In euros, work included. An estimate will do."),
        required=False,
        min_value=0,
        max_value=MOST_COST,
        decimal_places=2,
    )
    owned_by = forms.CharField(
        label=gettext_lazy("Who owns it now?"),
        help_text=gettext_lazy("The unit or the role, not a person's name."),
        max_length=120,
        required=False,
    )
    note = forms.CharField(
        label=gettext_lazy("What should others know?"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class HeardForm(DetailForm):
    """An answer that was heard by telephone or read elsewhere."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Where does it stand now?"), choices=Answer.choices, widget=forms.RadioSelect
    )
    field_order = ("answer", "annual_cost", "owned_by", "note")

    @property
    def heard(self) -> Heard:
        return Heard(**self.cleaned_data)


def _person(name: Any, email: Any, language: Any) -> tuple[forms.CharField, forms.EmailField, forms.ChoiceField]:
    """By their labels."""
    return (
        forms.CharField(label=name, max_length=120, required=False),
        forms.EmailField(label=email, required=False),
        forms.ChoiceField(label=language, choices=settings.LANGUAGES, required=False, initial="fi"),
    )


class ContactsForm(forms.Form):
    """Two people; an empty one is asked of who planned the experiment."""

    first_name, first_email, first_language = _person(
        gettext_lazy("First contact"),
        gettext_lazy("E-mail address of the first contact"),
        gettext_lazy("Language of the first contact"),
    )
    second_name, second_email, second_language = _person(
        gettext_lazy("Second contact"),
        gettext_lazy("E-mail address of the second contact"),
        gettext_lazy("Language of the second contact"),
    )
    PLACES = (("first", Place.FIRST), ("second", Place.SECOND))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name, _place in self.PLACES:
            if bool(data.get(f"{name}_name")) != bool(data.get(f"{name}_email")) and not self.has_error(
                f"{name}_email"
            ):
                lacking = f"{name}_email" if data.get(f"{name}_name") else f"{name}_name"
                self.add_error(lacking, _("Give both the name and the address, or neither."))
        first, second = data.get("first_email"), data.get("second_email")
        if first and second and first.lower() == second.lower():
            self.add_error("second_email", _("The second contact is somebody else."))
        return data

    @property
    def people(self) -> dict[Place, dict[str, str]]:
        data = self.cleaned_data
        return {
            place: {part: data[f"{name}_{part}"] or ("fi" if part == "language" else "") for part in ("name", "email", "language")}
            for name, place in self.PLACES
        }  # fmt: skip


def initial_of(contacts: list[Contact]) -> dict[str, str]:
    names = {place: name for name, place in ContactsForm.PLACES}
    return {
        f"{names[Place(contact.place)]}_{part}": getattr(contact, part)
        for contact in contacts
        for part in ("name", "email", "language")
    }
