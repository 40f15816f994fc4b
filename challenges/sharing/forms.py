"""Inviting a municipality, and what each owner keeps."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.models import Challenge
from challenges.sharing.models import Decision, Note
from mint.fields import rows_of
from mint.tenancy.models import Organisation

LONG = {"rows": 4, "class": "textarea"}


class InviteForm(forms.Form):
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Municipality"))

    def __init__(self, *args: Any, challenge: Challenge, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = challenge.co_owners.filter(state__in=("invited", "asked", "joined")).values("organisation_id")
        rows = Organisation.objects.filter(kind="municipality").exclude(pk=challenge.organisation_id)
        rows_of(self, "organisation", rows.exclude(pk__in=taken))


class AskForm(forms.Form):
    message = forms.CharField(
        label=_("Why do you want to own it together?"),
        help_text=_("The lead reads it before answering. Two sentences are enough."),
        max_length=1000,
        widget=forms.Textarea(attrs=LONG),
    )


class NoteForm(forms.ModelForm[Note]):
    class Meta:
        model = Note
        fields = ["text", "contact"]
        labels = {"text": _("Your own notes"), "contact": _("Your contact person")}
        help_texts = {
            "text": _("Only your municipality reads them: not the lead, not the others."),
            "contact": _("Name and telephone, for your own people."),
        }
        widgets = {"text": forms.Textarea(attrs=LONG)}


class ShareForm(forms.Form):
    budget = forms.DecimalField(
        label=_("Your share of the budget, euros"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        localize=True,
    )
    decision = forms.ChoiceField(
        label=_("Your decision"), choices=[("", _("Not decided yet")), *Decision.choices], required=False
    )
    reason = forms.CharField(
        label=_("Reason for the decision"),
        help_text=_("The other owners see it."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={**LONG, "rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("decision") and not cleaned.get("reason"):
            self.add_error("reason", _("Give the reason in a few words."))
        return cleaned
