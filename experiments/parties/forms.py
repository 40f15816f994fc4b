"""What an organisation does, and which one joins."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from companies.models import CompanyProfile
from experiments.models import Experiment
from experiments.parties.actions import Said
from experiments.parties.states import Part
from mint.tenancy.models import Organisation


class SaidForm(forms.Form):
    part = forms.ChoiceField(label=gettext_lazy("What does it do?"), choices=[("", "–"), *Part.choices])
    does = forms.CharField(
        label=gettext_lazy("In a few words"),
        help_text=gettext_lazy("Everybody who sees the experiment reads it."),
        max_length=200,
        required=False,
    )

    @property
    def said(self) -> Said:
        return Said(Part(self.cleaned_data["part"]), self.cleaned_data["does"])


class JoinForm(SaidForm):
    """Organisations that are known: municipalities, universities, public bodies, and companies of the public directory."""

    member = forms.ModelChoiceField(Organisation.objects.none(), label=gettext_lazy("Which organisation joins?"))
    field_order = ("member", "part", "does")

    def __init__(self, *args: Any, experiment: Experiment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = CompanyProfile.objects.filter(is_listed=True).values("organisation_id")
        rows = Organisation.objects.filter(is_verified=True).exclude(
            pk__in=[experiment.organisation_id, *experiment.party_ids]
        )
        known = rows.exclude(kind="company") | rows.filter(kind="company", pk__in=listed)
        self.fields["member"].queryset = known.order_by("name", "pk")  # type: ignore[attr-defined]  # a choice of rows
