"""What is asked, what is answered, and until when one may ask."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LONG = {"rows": 4, "class": "textarea"}


class QuestionForm(forms.Form):
    text = forms.CharField(
        label=_("Your question"),
        help_text=_("Your name is not shown. The question is public when the owner has answered it."),
        max_length=1000,
        widget=forms.Textarea(attrs=LONG),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=pgettext_lazy("answer to a question", "Answer"),
        help_text=_("Everybody reads the question and the answer. Without an answer the question alone is published."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=LONG),
    )


class LastDayForm(forms.Form):
    until = forms.DateField(
        label=_("Last day for questions"),
        help_text=_("Empty: as long as the call is open."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "input input--s"}, format="%Y-%m-%d"),
    )
