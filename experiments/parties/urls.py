from django.urls import path

from experiments.parties.views import pages

app_name = "parties"
ONE = "t/<slug:organisation>/kokeilut/<int:pk>/osapuolet/"
urlpatterns = [
    path(ONE, pages.parties, name="list"),
    path(f"{ONE}<int:member>/", pages.say, name="say"),
    path(f"{ONE}<int:member>/poista/", pages.part, name="part"),
]
