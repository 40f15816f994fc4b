"""The profile, and the one-click sign-in of demo mode."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from mint.accounts import demo as demo_people
from mint.accounts.forms import ProfileForm
from mint.accounts.models import User
from mint.isolation import context


@login_not_required
def demo(request: HttpRequest) -> HttpResponse:
    """Demo people of every role; POST with `person` signs in as them."""
    if not settings.DEMO:
        raise Http404
    if request.method == "POST":
        person = request.POST.get("person", "")
        user = get_object_or_404(
            demo_people.people(),
            pk=int(person) if person.isdecimal() and len(person) < 18 else 0,
        )
        login(request, user, backend=demo_people.BACKEND)
        return redirect("pages:mine")
    with context.system("accounts.demo"):  # whose roles a visitor could not see
        people = list(demo_people.people().prefetch_related("memberships__organisation"))
    return render(request, "accounts/demo.html", {"people": people})


def profile(request: HttpRequest) -> HttpResponse:
    """One's own name, phone and language."""
    assert isinstance(request.user, User)  # signed in: the view is not open
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your details were saved."))
        return redirect("accounts:profile")
    return render(
        request,
        "accounts/profile.html",
        {"form": form},
        status=422 if form.is_bound else 200,
    )
