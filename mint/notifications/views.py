from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from mint import clock
from mint.notifications.models import Notification
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
