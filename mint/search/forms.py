"""What people type to keep a search."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mint.search.states import Rhythm


class SaveForm(forms.Form):
    name = forms.CharField(label=_("Name of the search"), max_length=80)
    rhythm = forms.ChoiceField(label=_("Tell me by e-mail of what is new"), choices=Rhythm.choices)
    query = forms.CharField(max_length=2000, required=False, widget=forms.HiddenInput)


class RhythmForm(forms.Form):
    rhythm = forms.ChoiceField(label=_("Tell me by e-mail of what is new"), choices=Rhythm.choices)
