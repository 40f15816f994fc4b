from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from tests.bench.ref.models import Card


def cards(request: HttpRequest) -> HttpResponse:
    rows = Card.objects.filter(state="open").order_by("-created_at", "-id")[:25]
    return render(request, "cards.html", {"cards": rows})


urlpatterns = [path("", cards)]
