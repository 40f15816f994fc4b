"""What an event is about: by the name its reader knows it by, with its page, as far as the reader may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _l

from challenges.models import Challenge
from challenges.proposals.models import Proposal
from experiments.models import Experiment
from experiments.purchasing.models import Purchase
from mint.actor import Actor
from mint.matching.models import Match, Offer
from mint.tenancy.context import Acting
from municipalities.models import AttractionFactor
from placements.models import Application, Placement
from reports.models import Report


@dataclass(frozen=True)
class Noun:
    """The model, what one of it is called, the column of its title, and its page in the workspace."""

    model: Any
    label: Promise
    title: str
    page: str
    of_workspace: bool = False  # the page is the organisation's, not the row's

    @property
    def key(self) -> str:
        return str(self.model._meta.label_lower)

    def state(self, value: str) -> str:
        """The state's word."""
        return str(dict(self.model._meta.get_field("state").flatchoices).get(value, value))


@dataclass(frozen=True)
class Found:
    """A subject that the reader may see."""

    title: str
    url: str


NOUNS = (
    Noun(Challenge, _l("Challenge"), "title", "challenges:manage"),
    Noun(Proposal, _l("Proposal"), "title", "proposals:show"),
    Noun(Experiment, _l("Experiment"), "title", "experiments:manage"),
    Noun(Purchase, _l("Purchase"), "title", "purchasing:purchase"),
    Noun(Match, _l("Match"), "need__title", "matching:match"),
    Noun(AttractionFactor, _l("Attraction factor"), "name", "municipalities:factors", of_workspace=True),
    Noun(Offer, _l("Offer"), "title", "matching:offer_edit"),
    Noun(Placement, _l("Place"), "title", "placements:manage"),
    Noun(Application, _l("Application"), "placement__title", "placements:application"),
    Noun(Report, _l("Report"), "project__code", "reports:detail"),
)
BY_KEY = {noun.key: noun for noun in NOUNS}


def found(
    entries: Iterable[Any], actor: Actor, organisation: Acting, nouns: Iterable[Noun] = NOUNS
) -> dict[tuple[str, int], Found]:
    """By type and id, of audit entries; one statement, none where there is nothing."""
    ids: dict[str, set[int]] = {}
    for entry in entries:
        ids.setdefault(entry.subject_type, set()).add(entry.subject_id)
    parts = [
        noun.model.objects.visible_to(actor)
        .filter(pk__in=ids[noun.key])
        .order_by()
        .values_list(Value(noun.key), F("pk"), Cast(F(noun.title), CharField()))
        for noun in nouns
        if noun.key in ids
    ]
    rows = parts[0].union(*parts[1:], all=True) if parts else []
    return {(key, pk): Found(title, _address(BY_KEY[key], pk, organisation)) for key, pk, title in rows}


def _address(noun: Noun, pk: int, organisation: Acting) -> str:
    return reverse(noun.page, args=[organisation.slug] if noun.of_workspace else [organisation.slug, pk])
