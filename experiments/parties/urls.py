from django.urls import path

from experiments.parties.views import answering, leaving, pages

app_name = "parties"
ONE = "t/<slug:organisation>/kokeilut/<int:pk>/osapuolet/"
ASKED = "t/<slug:organisation>/kokeilut/kutsut/<int:pk>/"
urlpatterns = [
    path(ONE, pages.parties, name="list"),
    path(f"{ONE}<int:member>/", pages.say, name="say"),
    path(f"{ONE}<int:member>/poista/", leaving.part, name="part"),
    path(f"{ONE}<int:member>/peru-kutsu/", pages.take_back, name="take_back"),
    path(f"{ONE}eroa/", leaving.leave, name="leave"),
    path(ASKED, answering.invitation, name="invitation"),
    path(f"{ASKED}liity/", answering.accept, name="accept"),
    path(f"{ASKED}hylkaa/", answering.decline, name="decline"),
]
