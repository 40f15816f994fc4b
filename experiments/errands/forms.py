"""A task: what, by when, by whom."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from experiments.errands.actions import Wanted
from experiments.errands.models import Errand
from mint.fields import DayField, choices_of


class ErrandForm(forms.Form):
    """`people` are (id, name) of who may have it; `key` makes a double click one task, `version` a late save a clash."""

    text = forms.CharField(
        label=gettext_lazy("What is to be done?"),
        help_text=gettext_lazy("In one sentence. Those inside the experiment read it."),
        max_length=200,
    )
    due_on = DayField(label=gettext_lazy("By when?"))
    responsible = forms.TypedChoiceField(label=gettext_lazy("Who does it?"), coerce=int)
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, people: Sequence[tuple[int, str]], errand: Errand | None = None) -> None:
        initial: dict[str, Any] = {"key": uuid.uuid4()}
        if errand:
            initial = {"text": errand.text, "due_on": errand.due_on, "responsible": errand.responsible_id}
            initial["version"] = errand.version
        super().__init__(data, initial=initial)
        choices_of(self, "responsible", people)

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.cleaned_data["text"], self.cleaned_data["due_on"], self.cleaned_data["responsible"])
