"""What an organisation does, which one is asked, and why one leaves."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models import CompanyProfile
from experiments.models import Experiment
from experiments.parties.workflow import Said
from experiments.states import Part
from mint.fields import rows_of
from mint.tenancy.models import Organisation

MOST_FOUND = 20
LEAST_WORDS = 2  # letters


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


def known(experiment: Experiment, words: str) -> "QuerySet[Organisation]":
    """Organisations by a part of their name: municipalities, universities, public bodies, and companies of the public directory."""
    if len(words) < LEAST_WORDS:
        return Organisation.objects.none()
    listed = CompanyProfile.objects.listed().values("organisation_id")
    rows = Organisation.objects.filter(is_verified=True, name__icontains=words)
    rows = rows.exclude(pk__in=[experiment.organisation_id, *experiment.party_ids])
    found = rows.exclude(kind="company") | rows.filter(kind="company", pk__in=listed)
    return found.order_by("name", "pk")


class InviteForm(SaidForm):
    """One of those that were found is asked."""

    member = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("Which organisation do you invite?"),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    message = forms.CharField(
        label=gettext_lazy("What it is about"),
        help_text=gettext_lazy("Its owners and editors read this and the experiment’s name before they answer; of the rest they may see nothing yet."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "textarea"}),
    )  # fmt: skip
    field_order = ("member", "part", "does", "message")

    def __init__(self, *args: Any, experiment: Experiment, words: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = known(experiment, words).values_list("pk", flat=True)[: MOST_FOUND + 1]
        self.found = list(found)
        rows = Organisation.objects.filter(pk__in=self.found[:MOST_FOUND]).order_by("name", "pk")
        rows_of(self, "member", rows)
        self.fields["does"].help_text = _("It is shown on the experiment’s page when they have accepted.")

    @property
    def are_too_many(self) -> bool:
        return len(self.found) > MOST_FOUND


class WhyForm(forms.Form):
    """A reason that others read."""

    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        min_length=3,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "textarea"}),
    )

    def __init__(self, *args: Any, readers: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = readers
