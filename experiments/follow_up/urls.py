from django.urls import path

from experiments.follow_up.views import link, rounds

app_name = "follow_up"
ONE = "t/<slug:organisation>/kokeilut/<int:pk>/seuranta/"
urlpatterns = [
    path("kokeilut/seuranta/<str:token>/", link.answer, name="answer"),
    path("kokeilut/seuranta/<str:token>/lisatiedot/", link.detail, name="detail"),
    path(ONE, rounds.rounds, name="rounds"),
    path(f"{ONE}yhteyshenkilot/", rounds.contacts, name="contacts"),
    path(f"{ONE}<int:months>/kirjaa/", rounds.write_down, name="write_down"),
    path(f"{ONE}<int:months>/jata/", rounds.settle, name="settle"),
]
