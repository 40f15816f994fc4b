"""The development mailbox: what would have been sent, in demo mode only, so that links can be clicked."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from mint.isolation import context
from mint.outbox.models import Mail


@login_not_required
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    with context.system("outbox.mailbox"):
        mails = list(Mail.objects.order_by("-id")[:50])
    return render(request, "outbox/mailbox.html", {"mails": mails})


@login_not_required
@require_safe
def message(request: HttpRequest, pk: int) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    with context.system("outbox.mailbox"):
        mail = get_object_or_404(Mail, pk=pk)
    return render(request, "outbox/message.html", {"mail": mail})
