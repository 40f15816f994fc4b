"""The pipeline as a calendar: a month of what begins, ends, is looked at again, may pass a gate or is followed up."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from experiments.staging.days import events_between
from experiments.staging.forms import MonthForm
from experiments.staging.monthly import Month
from experiments.staging.views.board import shown_board
from mint import clock
from mint.tenancy.context import Request


@require_safe
def month(request: Request, organisation: str) -> HttpResponse:
    """?kuukausi=2026-12, else this month; of all templates unless one is chosen."""
    board = shown_board(request, whole=True)
    shown = Month(MonthForm(request.GET).first_day)
    events = events_between(board.cards, shown.first, shown.last)
    weeks = shown.weeks(events, clock.today())
    context = {"board": board, "month": shown, "weeks": weeks, "count": len(events), "nav": "experiments"}
    return render(request, "experiments/staging/month.html", context)
