"""What is typed of a lesson, and the filters of the public list."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from experiments.learning.states import Kind, Why
from mint.fields import needed_to
from mint.filters import ListFilter
from mint.vocabulary.themes import theme_choices


class LessonForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of lesson is it?"), choices=Kind.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("What should the next one who tries know?"),
        help_text=gettext_lazy("One thing, in a sentence or two. It is published with the decision."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Why did it not work?"),
        choices=[("", "–"), *Why.choices],
        required=False,
    )
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Themes"), choices=theme_choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        needed_to(self, "reason", _("needed of what did not work"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") == Kind.DID_NOT and not data.get("reason") and not self.has_error("reason"):
            self.add_error("reason", _("Choose why it did not work."))
        return data


class FilterForm(ListFilter):
    """The public list's query string."""

    laji = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple, choices=Kind.choices)
    syy = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple, choices=Why.choices)
    teema = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple, choices=theme_choices)
