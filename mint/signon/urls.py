from django.contrib.auth.decorators import login_not_required
from django.urls import path, reverse_lazy
from django.views.generic import RedirectView

from mint.signon import views

app_name = "signon"
OLD_BEGIN = login_not_required(RedirectView.as_view(url=reverse_lazy("signon:find")))
urlpatterns = [
    path("kirjaudu/organisaatio/", views.find, name="find"),
    path("kirjaudu/organisaatio/<slug:slug>/", views.begin, name="begin"),
    path("kirjaudu/organisaatio/<slug:slug>/siirry/", views.go, name="go"),
    path("oma-profiili/organisaatiot/", views.own, name="own"),
    path("oma-profiili/organisaatiot/<slug:slug>/yhdista/", views.connect, name="connect"),
    path("oma-profiili/organisaatiot/<int:pk>/irrota/", views.disconnect, name="disconnect"),
    path("t/<slug:organisation>/kirjautuminen/", views.settings, name="settings"),
    path("t/<slug:organisation>/kirjautuminen/osoitteet/", views.claim, name="claim"),
    path("t/<slug:organisation>/kirjautuminen/osoitteet/<int:pk>/poista/", views.give_up, name="give_up"),
    # before allauth's own at the same addresses: its answers are read with care, its forms are not used
    path("tili/oidc/<str:provider_id>/login/callback/", views.callback, name="callback"),
    path(
        "tili/oidc/<str:provider_id>/login/",
        OLD_BEGIN,
        name="old_begin",
    ),
]
