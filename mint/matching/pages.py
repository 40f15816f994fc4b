"""What the pages and panels show of matches, each thing with a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from mint import clock
from mint.actor import Actor
from mint.matching import ranking
from mint.matching.factors import How, how
from mint.matching.models import Match, Need, Offer
from mint.matching.querysets import MatchQuerySet
from mint.matching.ranking import Fit
from mint.matching.reasons import fit_title, lines_of, met_texts, partner_title
from mint.matching.scoring import score_from_json
from mint.matching.states import ASKING, LIVE, Side, State
from mint.matching.weighing import weights_for
from mint.projects.running import project_of
from mint.tenancy.context import Acting

FITS_SHOWN = 10
LEAST_MATTER = 10  # points for what it is about: below it hardly anything but place and time fits
ENOUGH_MATTER = 20  # an answer worth an invitation: below it nobody answers the need
NEEDS_SHOWN = 25
ENDED_SHOWN = 25
# the pill of each state, of those that components/pill.html knows
PILLS = {
    State.SUGGESTED: "draft",
    State.INTEREST: "match",
    State.MUTUAL: "open",
    State.IN_DISCUSSION: "eval",
    State.AGREED: "run",
    State.REALISED: "done",
}
STEPS = (State.INTEREST, State.MUTUAL, State.IN_DISCUSSION, State.AGREED, State.REALISED)


@dataclass(frozen=True)
class FitView:
    """A fit as components/match.html and the rows show it."""

    need: Need
    offer: Offer
    total: int
    title: str
    lines: list[Any]
    texts: list[str]
    days_left: int | None = None
    match: Match | None = None


def fits_for(actor: Actor, organisation: Acting, most: int = FITS_SHOWN) -> list[FitView]:
    """Open needs that fit the organisation's offers, less those it already has a match for."""
    if organisation.kind == "municipality":
        return []
    fits = ranking.needs_for(organisation.id, actor)
    if not fits:
        return []
    taken = set(Match.objects.live().filter(partner_id=organisation.id).values_list("need_id", flat=True))
    free = [fit for fit in fits if fit.need.pk not in taken and fit.score.matter >= LEAST_MATTER]
    return [own_view(fit) for fit in free[:most]]


def own_view(fit: Fit) -> FitView:
    """Said to the partner: "suits you well"."""
    days = (fit.need.ends_on - clock.today()).days if fit.need.ends_on else None
    total = fit.score.total
    return FitView(
        fit.need, fit.offer, total, fit_title(total), lines_of(fit.score), met_texts(fit.score)[:3], days_left=days
    )


def own_fits(need: Need, offers: list[Offer]) -> list[FitView]:
    """How well each of one's own offers suits the need, the best first."""
    return [own_view(fit) for fit in ranking.fits_of(need, offers)]


def own_fit(need: Need, offers: list[Offer]) -> FitView | None:
    """How well the best of one's own offers suits the need."""
    return next(iter(own_fits(need, offers)), None)


def partner_fit(fit: Fit, match: Match | None = None) -> FitView:
    """Said to the owner of the need: "suits the need well"."""
    total = fit.score.total
    return FitView(
        fit.need, fit.offer, total, partner_title(total), lines_of(fit.score), met_texts(fit.score)[:3], match=match
    )


def partner_rows(need: Need, fits: Iterable[Fit], actor: Actor) -> list[FitView]:
    """Ranked partners, each with the live match there may already be."""
    live = {match.partner_id: match for match in Match.objects.visible_to(actor).live().filter(need=need)}
    return [partner_fit(fit, live.get(fit.offer.organisation_id)) for fit in fits]


def matches_of(actor: Actor, organisation: Acting) -> MatchQuerySet:
    """Those of the organisation; a municipality also sees those of its companies."""
    rows = Match.objects.visible_to(actor).select_related("need", "organisation", "partner")
    if "coordinator" in organisation.roles and organisation.municipality_id:
        own = Q(organisation_id=organisation.id) | Q(partner_id=organisation.id)
        return rows.filter(own | Q(municipality_id=organisation.municipality_id))
    return rows.of_tenant(organisation.id)


def needs_of(actor: Actor, organisation: Acting) -> list[Need]:
    """Own open needs, newest first, with the number of matches alive and waiting (`live`, `asking`)."""
    rows = Need.objects.visible_to(actor).open()
    own = Q(organisation_id=organisation.id)
    if "coordinator" in organisation.roles and organisation.municipality_id:
        own |= Q(municipality_id=organisation.municipality_id)
    elif "curator" in organisation.roles:
        own |= Q(project_id__in=actor.curated_ids)
    counted = rows.filter(own).annotate(
        live=Count("matches", filter=Q(matches__state__in=LIVE)),
        asking=Count("matches", filter=Q(matches__state__in=ASKING)),
    )
    return list(counted.select_related("organisation").order_by("-pk")[:NEEDS_SHOWN])


def match_row(match: Match, organisation_id: int) -> dict[str, Any]:
    other = match.partner if match.organisation_id == organisation_id else match.organisation
    return {
        "match": match,
        "other": other,
        "both": organisation_id not in {match.organisation_id, match.partner_id},
        "st": PILLS.get(State(match.state), "stop"),
        "step": STEPS.index(State(match.state)) + 1 if match.state in STEPS else 0,
        "steps": len(STEPS),
        "waits": waits_for(match, organisation_id),
    }


def waits_for(match: Match, organisation_id: int) -> bool:
    """Is an answer waited for from this organisation?"""
    if match.state == State.SUGGESTED:
        return organisation_id in {match.organisation_id, match.partner_id}
    asked = match.partner_id if match.interest_from == Side.OWNER else match.organisation_id
    return match.state == State.INTEREST and asked == organisation_id


def match_view(match: Match, organisation_id: int) -> dict[str, Any]:
    """The row, with the score as it was when the match was made."""
    score = score_from_json(match.reasons)
    is_partner = organisation_id == match.partner_id
    title = fit_title(score.total) if is_partner else partner_title(score.total)
    return {**match_row(match, organisation_id), "title": title, "lines": lines_of(score)}


def how_here(actor: Actor, organisation: Acting) -> How:
    """How points are counted for what this workspace sees most: its municipality's project, or the one it curates."""
    project = project_of(organisation.municipality_id)
    ids = [project.pk] if project else sorted(actor.curated_ids | actor.managed_ids, reverse=True)
    return how(weights_for(next(iter(ids), None)))
