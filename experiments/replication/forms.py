"""What is asked when an experiment is tried again: which own challenge it answers, and what differs."""

import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from challenges.models import Challenge
from experiments.replication.actions import Context
from experiments.replication.models import Replication
from mint.fields import NumberField, rows_of

MOST_PEOPLE = 100_000_000
CONTEXT = (
    "differs", "people_there", "people_here", "distance_there", "distance_here", "provider_there", "provider_here",
    "shares_participants",
)  # fmt: skip


def _people(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST_PEOPLE)


def _distance(label: Any) -> NumberField:
    return NumberField(label=label, required=False, min_value=0, max_value=99_999, decimal_places=1)


class ContextForm(forms.Form):
    """Both places side by side: what is known of them."""

    people_there = _people(_("How many people did it concern there?"))
    people_here = _people(_("How many people does it concern here?"))
    distance_there = _distance(_("Distance to the service there, kilometres"))
    distance_here = _distance(_("Distance to the service here, kilometres"))
    provider_there = forms.CharField(label=_("Who provided it there?"), max_length=120, required=False)
    provider_here = forms.CharField(label=_("Who provides it here?"), max_length=120, required=False)
    differs = forms.CharField(
        label=_("What else differs from there?"),
        help_text=_("A sentence or two: what may make the result another one here."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    shares_participants = forms.BooleanField(
        label=_("The same people or objects are measured as there"),
        help_text=_("Results of the same people or objects are not independent, so they are not pooled."),
        required=False,
    )

    @property
    def context(self) -> Context:
        return Context(**{name: self.cleaned_data[name] for name in CONTEXT})


class AgainForm(ContextForm):
    """And the new experiment itself. `key` makes a double click one experiment."""

    challenge = forms.ModelChoiceField(Challenge.objects.none(), label=_("Which of your challenges does it answer?"))
    title = forms.CharField(label=_("What is tried, in one sentence?"), max_length=120)
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    field_order = ("challenge", "title", *CONTEXT[1:-1], "differs", "shares_participants", "key")

    def __init__(self, *args: Any, challenges: QuerySet[Challenge], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows_of(self, "challenge", challenges)
        self.fields["key"].initial = uuid.uuid4


def initial_of(lineage: Replication) -> dict[str, Any]:
    return {name: getattr(lineage, name) for name in CONTEXT}
