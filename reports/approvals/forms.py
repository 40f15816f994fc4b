"""What is typed when the partners are asked, and when one answers."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mint import clock
from mint.fields import DayField, needed_to

TIME = timedelta(days=7)


class AskForm(forms.Form):
    due_on = DayField(label=gettext_lazy("By which day do the partners answer?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = clock.today() + TIME

    def clean_due_on(self) -> Any:
        if self.cleaned_data["due_on"] < clock.today():
            raise forms.ValidationError(_("The day cannot be in the past."), code="past")
        return self.cleaned_data["due_on"]


class AnswerForm(forms.Form):
    """`built_at` is the building that was looked at."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Your organisation's answer"),
        choices=[
            ("approve", gettext_lazy("We approve the report")),
            ("object", gettext_lazy("We object: something has to be changed")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose an answer.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("What has to be changed, and why?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    built_at = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        needed_to(self, "reason", _("needed when you object"))

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        objects = found.get("answer") == "object"
        if objects and len((found.get("reason") or "").strip()) < 3 and not self.has_error("reason"):
            self.add_error("reason", _("Give the reason in a few words."))
        return found
