"""The public directory, a company's own details, and the coordinator's list of companies to verify."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies import actions
from companies.forms import DirectoryFilter, ProfileForm
from companies.models import CompanyProfile
from companies.permissions import can_edit, can_see_unverified
from mint.clashes import stale, status_of
from mint.matching.models import Offer
from mint.tenancy.context import Request
from mint.tenancy.models import Organisation
from mint.tenancy.roles import Kind
from mint.web import StaleError, paginate


@login_not_required
@require_safe
def directory(request: Request) -> HttpResponse:
    """Companies that agreed to be shown, in alphabetical order."""
    form = DirectoryFilter(request.GET or None)
    rows = CompanyProfile.objects.visible_to(request.actor).listed().named()
    if form.is_bound and form.is_valid() and (place := form.cleaned_data["kunta"]):
        rows = rows.filter(organisation__municipality=place)
    rows = rows.select_related("organisation__municipality", "organisation__industry")
    context = {"nav": "companies", "page": paginate(request, rows, by=("name", "id")), "form": form}
    return render(request, "companies/list.html", context)


@login_not_required
@require_safe
def detail(request: Request, pk: int, slug: str) -> HttpResponse:
    """A company's public page: what it does, and the offers that it has agreed to show."""
    rows = CompanyProfile.objects.visible_to(request.actor)
    related = ("organisation__municipality", "organisation__industry")
    profile = get_object_or_404(rows.select_related(*related), organisation_id=pk)
    if profile.organisation.slug != slug:
        return redirect(profile, permanent=True)
    offers = Offer.objects.visible_to(request.actor).active().filter(organisation_id=pk).order_by("-pk")[:20]
    context = {"nav": "companies", "profile": profile, "company": profile.organisation, "offers": offers}
    return render(request, "companies/detail.html", context)


def profile(request: Request, organisation: str) -> HttpResponse:
    """A company's own details."""
    if request.acting_for.kind != Kind.COMPANY:
        raise Http404
    if not can_edit(request.actor, request.acting_for.id):
        raise PermissionDenied
    company, own = _own(request)
    form = ProfileForm(request.POST or None, initial=ProfileForm.initial_of(own, company.website))
    both = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_profile(company, actor=request.actor, **form.cleaned_data)
        except StaleError:
            company, own = _own(request)
            saved = ProfileForm(initial=ProfileForm.initial_of(own, company.website))
            both = stale(form, saved, saved.initial["version"])
        else:
            messages.success(request, _("The changes were saved."))
            return redirect("companies:profile", organisation)
    context = {"nav": "company", "form": form, "clashes": both, "profile": own, "company": company}
    return render(request, "companies/profile.html", context, status=status_of(form, both))


def _own(request: Request) -> tuple[Organisation, CompanyProfile | None]:
    company = Organisation.objects.select_related("municipality", "industry").get(pk=request.acting_for.id)
    return company, CompanyProfile.objects.visible_to(request.actor).filter(organisation=company).first()


@require_safe
def unverified(request: Request, organisation: str) -> HttpResponse:
    """Companies of the municipality that nobody has verified yet."""
    place = request.acting_for.municipality_id
    if not can_see_unverified(request.actor, place):
        raise PermissionDenied
    return render(request, "companies/unverified.html", {"companies": actions.unverified_of(place)})


@require_POST
def verify(request: Request, organisation: str, pk: int) -> HttpResponse:
    """Say that a company is who it says."""
    company = get_object_or_404(
        Organisation, pk=pk, kind=Kind.COMPANY, municipality_id=request.acting_for.municipality_id
    )
    company = actions.verify(company, actor=request.actor)
    messages.success(request, _("%(name)s is verified.") % {"name": company.name})
    return redirect("companies:unverified", organisation)
