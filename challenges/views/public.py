"""The public list and page of challenges."""

from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from challenges.confiding import confidential_of
from challenges.forms import CLOSING, FilterForm
from challenges.models import Challenge, ChallengeAttachment
from challenges.moved import moved
from challenges.permissions import can_accept_terms, can_read, can_read_confidential, takes_part
from challenges.querysets import ChallengeQuerySet
from challenges.reading import sections_of
from challenges.rows import rows_of, values
from challenges.states import EDITABLE, REVIEWED, STATES_OF, Column
from mint.files.serve import download
from mint.filters import chip
from mint.tenancy.context import Request
from mint.vocabulary.themes import theme_labels
from mint.web import paginate


@login_not_required
@require_safe
@vary_on_headers("HX-Request")
def listing(request: Request) -> HttpResponse:
    """Public challenges, newest first, by the filters of the query string."""
    form = FilterForm(request.GET)
    rows, order = _filtered(form), ("-published_at", "-id")
    if closing := form.chosen("jarj") == CLOSING:
        rows, order = rows.open(), ("deadline_on", "id")
    page = paginate(request, values(rows), by=order)
    context = {
        "page": replace(page, rows=rows_of(page)),
        "form": form,
        "closing_first": closing,
        "is_filtered": not form.fields.keys().isdisjoint(request.GET),
        "chips": _chips(request, form),
        "nav": "challenges",
    }
    return render(request, "challenges/list.html", context)


def _filtered(form: FilterForm) -> ChallengeQuerySet:
    rows = Challenge.objects.all().public()
    states = [state for column in form.chosen("tila") for state in STATES_OF[Column(column)]]
    if states:
        rows = rows.filter(state__in=states)
    if places := form.chosen("kunta"):
        rows = rows.filter(municipality__in=places)
    if themes := form.chosen("teema"):
        rows = rows.filter(themes__overlap=themes)
    if words := form.chosen("q"):
        rows = rows.containing(words)
    return rows


def _chips(request: Request, form: FilterForm) -> list[dict[str, str]]:
    """The chosen filters, each with the address of the list without it."""
    chips = [chip(request, "kunta", place.slug, place.name) for place in form.chosen("kunta")]
    chips += [chip(request, "tila", key, str(Column(key).label)) for key in form.chosen("tila")]
    chips += [chip(request, "teema", key, theme_labels([key])[0]) for key in form.chosen("teema")]
    return chips + [chip(request, "q", words, f"“{words}”") for words in [form.chosen("q")] if words]


@login_not_required
@require_safe
def detail(request: Request, pk: int, slug: str) -> HttpResponse:
    """A challenge's page: public, or for those who may see it before it is."""
    challenge = Challenge.objects.visible_to(request.actor).read_out(request.actor).filter(pk=pk).first()
    if challenge is None:
        return _gone(request, pk)
    if challenge.slug != slug:
        return redirect(challenge, permanent=True)
    if not can_read(request.actor, challenge):
        raise PermissionDenied
    reads_all = can_read_confidential(request.actor, challenge)
    challenge.confidential = confidential_of(challenge, request.actor)
    challenge.is_evaluated = reads_all and not takes_part(request.actor, challenge)
    context = {
        "challenge": challenge,
        "nav": "challenges",
        "attachments": challenge.attachments.order_by("id"),
        "versions": challenge.versions.order_by("-number")[:2],
        "shows_contact": takes_part(request.actor, challenge),
        "asks_terms_of": _asks_terms_of(request, challenge),
        "state_name": challenge.word if reads_all else challenge.column.label,
        **sections_of(challenge),
    }
    return render(request, "challenges/detail.html", context)


def _gone(request: Request, pk: int) -> HttpResponse:
    """The old address of what was public and went into another leads there by a link; else there is no such page."""
    where = moved(request.actor, pk)
    if where is None:
        raise Http404
    return render(request, "challenges/moved.html", {"moved": where, "nav": "challenges"}, status=410)


def _asks_terms_of(request: Request, challenge: Challenge) -> list[Any]:
    """The reader's organisations that may accept the terms of the confidential part; none where it is open to them."""
    if challenge.confidential or not challenge.confidential_terms:
        return []
    actor = request.actor
    return [
        item
        for item in request.organisations
        if can_accept_terms(actor.acting_for(item.id, item.municipality_id), challenge, item)
    ]


@login_not_required
@require_safe
def go(request: Request, pk: int) -> HttpResponse:
    """The short address, where a message's link leads: the page of the work to be done, else the challenge's own."""
    challenge = Challenge.objects.visible_to(request.actor).filter(pk=pk).first()
    if challenge is None:
        unseen = request.actor.is_signed_in or moved(request.actor, pk) is not None
        return _gone(request, pk) if unseen else redirect_to_login(request.get_full_path())
    own = next((item for item in request.organisations if _works_on(item, challenge)), None)
    if own is not None and challenge.state in (*EDITABLE, *REVIEWED):
        return redirect("challenges:manage", own.slug, pk)
    return redirect(challenge)


def _works_on(organisation: Any, challenge: Challenge) -> bool:
    curates = {"coordinator", "curator"} & organisation.roles
    near = organisation.municipality_id == challenge.municipality_id or organisation.kind == "university"
    return organisation.id == challenge.organisation_id or bool(curates and near)


@login_not_required
@require_safe
def attachment(request: Request, pk: int, attachment: int) -> HttpResponse:
    """Private download: as visible as its challenge."""
    challenge = get_object_or_404(Challenge.objects.visible_to(request.actor), pk=pk)
    if not can_read(request.actor, challenge):
        raise PermissionDenied(_("This is still in review."))
    found = get_object_or_404(
        ChallengeAttachment.objects.visible_to(request.actor).filter(challenge=challenge), pk=attachment
    )
    return download(found)  # type: ignore[return-value]  # a file is a streaming response
