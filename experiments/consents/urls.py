from django.urls import path

from experiments.consents.views import pages

app_name = "consents"
ONE = "t/<slug:organisation>/kokeilut/<int:pk>/suostumukset/"
urlpatterns = [
    path(ONE, pages.listing, name="list"),
    path(f"{ONE}teksti/", pages.text, name="text"),
    path(f"{ONE}peru/", pages.withdraw, name="withdraw"),
    path(f"{ONE}<int:consent>/poista/", pages.remove, name="remove"),
]
