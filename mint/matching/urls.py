from django.urls import path

from mint.matching.views import asking, matches, offering, offers, partners, shaping, watching

app_name = "matching"
OFFERS = "t/<slug:organisation>/tarjoomat/"
MATCHES = "t/<slug:organisation>/yhteensovitus/"
urlpatterns = [
    path("kiinnostus/<int:need>/", asking.interested, name="interested"),
    path("kiinnostus/<int:need>/tunnus/", asking.look_up, name="look_up"),
    path("tarjoomat/<int:pk>/", offering.detail, name="offer"),
    path(OFFERS, offers.listing, name="offers"),
    path(f"{OFFERS}uusi/", offers.new, name="offer_new"),
    path(f"{OFFERS}<int:pk>/", offers.edit, name="offer_edit"),
    path(f"{OFFERS}<int:pk>/siirra/<slug:move>/", offers.move, name="offer_move"),
    path(MATCHES, matches.suggestions, name="suggestions"),
    path(f"{MATCHES}kiinnostus/<int:need>/", asking.interest, name="interest"),
    path(f"{MATCHES}kumppanit/<int:need>/", partners.partners, name="partners"),
    path(f"{MATCHES}kumppanit/<int:need>/ohita/<int:offer>/", partners.pass_over, name="pass_over"),
    path(f"{MATCHES}ohitukset/<int:pk>/peru/", partners.pass_undo, name="pass_undo"),
    path(f"{MATCHES}vailla-kumppania/", watching.unanswered, name="unanswered"),
    path(f"{MATCHES}osuvuus/", watching.precision, name="precision"),
    path(f"{MATCHES}osuvuus/<str:month>/", watching.precision_rows, name="precision_rows"),
    path(f"{MATCHES}hankkeet/", shaping.projects, name="shaping"),
    path(f"{MATCHES}hankkeet/<int:project>/painotukset/", shaping.weights, name="weights"),
    path(f"{MATCHES}hankkeet/<int:project>/painotukset/tallenna/", shaping.save_weights, name="weights_save"),
    path("painotukset/", shaping.weights, name="common_weights"),
    path("painotukset/tallenna/", shaping.save_weights, name="common_weights_save"),
    path(f"{MATCHES}hankkeet/<int:project>/laskenta/", shaping.computing, name="computing"),
    path(f"{MATCHES}hankkeet/<int:project>/laskenta/aloita/", shaping.compute, name="compute"),
    path(f"{MATCHES}laskennat/<int:pk>/peru/", shaping.cancel, name="compute_cancel"),
    path(f"{MATCHES}laskennat/<int:pk>/jatka/", shaping.go_on, name="compute_go_on"),
    path(f"{MATCHES}kutsu/<int:need>/<int:offer>/", asking.invite, name="invite"),
    path(f"{MATCHES}<int:pk>/", matches.detail, name="match"),
    path(f"{MATCHES}<int:pk>/peru/", matches.undo, name="match_undo"),
    path(f"{MATCHES}<int:pk>/siirra/<slug:move>/", matches.move, name="match_move"),
]
