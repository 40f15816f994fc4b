"""What people type: a comment with its audience, a changed text, a reason, and what they follow."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mint.discussion.models import LONGEST
from mint.discussion.people import Person
from mint.discussion.states import Audience, Mode
from mint.fields import choices_of


def _text(rows: int) -> forms.CharField:
    return forms.CharField(
        label=_("Comment"),
        max_length=LONGEST,
        help_text=_("**bold**, *italics*, - list, > quotation. @ and a name mentions somebody."),
        error_messages={"required": _("Write what you want to say.")},
        widget=forms.Textarea(attrs={"rows": rows, "class": "textarea", "data-mentions": "maininnat"}),
    )


class CommentForm(forms.Form):
    """A new comment; `key` makes a double click one comment."""

    audience = forms.ChoiceField(label=_("Who reads this?"), widget=forms.RadioSelect)
    text = _text(3)
    mentions = forms.MultipleChoiceField(label=_("Mention"), required=False, widget=forms.CheckboxSelectMultiple)
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, audiences: Sequence[Audience], people: Iterable[Person] = ()) -> None:
        super().__init__(data)
        self.people = list(people)
        choices_of(self, "audience", [(each.value, each.label) for each in audiences])
        self.fields["audience"].initial = audiences[0].value if audiences else ""
        choices_of(self, "mentions", [(str(each.id), each.name) for each in self.people])
        self.fields["key"].initial = uuid.uuid4()

    def clean(self) -> dict[str, Any]:
        """A person who does not read it is not mentioned in it; the writer is told so before it is sent."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = {int(pk) for pk in cleaned.get("mentions", [])}
        without = [
            each.name for each in self.people if each.id in chosen and cleaned.get("audience") not in each.audiences
        ]
        if without:
            text = _("%(names)s would not read this. Choose a wider audience or leave the name out.")
            self.add_error(
                "mentions", forms.ValidationError(text, params={"names": ", ".join(without)}, code="outside")
            )
        cleaned["mentions"] = chosen
        cleaned["key"] = cleaned.get("key") or uuid.uuid4()
        return cleaned


class EditForm(forms.Form):
    text = _text(5)


class NarrowForm(forms.Form):
    audience = forms.ChoiceField(choices=Audience.choices)


class RemovalForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), required=False, max_length=300)


class FollowForm(forms.Form):
    mode = forms.ChoiceField(label=_("You are told of"), choices=Mode.choices)
