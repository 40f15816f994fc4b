from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mint import clock
from mint.notifications import calendars
from mint.notifications.forms import CalendarForm
from mint.notifications.models import CalendarFeed, Notification
from mint.tenancy.context import Request
from mint.web import paginate


@require_safe
def listing(request: Request) -> HttpResponse:
    """Everything one has been told, newest first."""
    page = paginate(request, Notification.objects.visible_to(request.actor), by=("-id",))
    return render(request, "notifications/list.html", {"page": page, "nav": "notifications"})


@require_POST
def read(request: Request) -> HttpResponse:
    Notification.objects.visible_to(request.actor).unread().update(read_at=clock.now())
    return redirect("notifications:list")


@never_cache
def calendar(request: Request) -> HttpResponse:
    """Has one a calendar's address, and since when; POST makes a new one, which this one page shows."""
    form, address = CalendarForm(), ""
    if request.method == "POST":
        form = CalendarForm(request.POST)
        form.is_valid()  # a tick or none: nothing else can be sent
        token = calendars.open_feed(request.user, actor=request.actor, has_names=form.cleaned_data["has_names"])
        address = f"{settings.SITE_URL}{reverse('notifications:feed', args=[token])}"
    feed = CalendarFeed.objects.visible_to(request.actor).first()
    context = {"feed": feed, "form": form, "address": address, "nav": "notifications"}
    return render(request, "notifications/calendar.html", context)


@require_POST
def close_calendar(request: Request) -> HttpResponse:
    calendars.close_feed(request.user, actor=request.actor)
    messages.success(request, _("The address was revoked: it opens nothing any more."))
    return redirect("notifications:calendar")


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """For a calendar: whoever has the address. Nobody on the way keeps it."""
    text = calendars.read(token)
    if text is None:
        raise Http404
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="mint.ics"'
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
