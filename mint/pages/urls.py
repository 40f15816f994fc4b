from django.urls import path

from mint.accounts.confirming import reauthenticated
from mint.pages.views import desks, trail

app_name = "pages"
urlpatterns = [
    path("", desks.home, name="home"),
    path("tietoa/", desks.about, name="about"),
    path("saavutettavuus/", desks.accessibility, name="accessibility"),
    path("tietosuoja/", desks.privacy, name="privacy"),
    path("omat/", desks.mine, name="mine"),
    path("t/<slug:organisation>/", desks.workspace, name="workspace"),
    path("t/<slug:organisation>/loki/", trail.listing, name="trail"),
    path("t/<slug:organisation>/loki.csv", reauthenticated("GET")(trail.as_table), name="trail_csv"),
    path("t/<slug:organisation>/loki.jsonl", reauthenticated("GET")(trail.as_chain), name="trail_chain"),
]
