from django.urls import path

from mint.matching.views import asking, matches, offers

app_name = "matching"
OFFERS = "t/<slug:organisation>/tarjoomat/"
MATCHES = "t/<slug:organisation>/yhteensovitus/"
urlpatterns = [
    path("kiinnostus/<int:need>/", asking.interested, name="interested"),
    path(OFFERS, offers.listing, name="offers"),
    path(f"{OFFERS}uusi/", offers.new, name="offer_new"),
    path(f"{OFFERS}<int:pk>/", offers.edit, name="offer_edit"),
    path(f"{OFFERS}<int:pk>/siirra/<slug:move>/", offers.move, name="offer_move"),
    path(MATCHES, matches.suggestions, name="suggestions"),
    path(f"{MATCHES}kiinnostus/<int:need>/", asking.interest, name="interest"),
    path(f"{MATCHES}kumppanit/<int:need>/", asking.partners, name="partners"),
    path(f"{MATCHES}kutsu/<int:need>/<int:offer>/", asking.invite, name="invite"),
    path(f"{MATCHES}<int:pk>/", matches.detail, name="match"),
    path(f"{MATCHES}<int:pk>/peru/", matches.undo, name="match_undo"),
    path(f"{MATCHES}<int:pk>/siirra/<slug:move>/", matches.move, name="match_move"),
]
