from django.urls import path

from mint.accounts.confirming import reauthenticated
from mint.privacy import views

app_name = "privacy"
confirmed = reauthenticated("POST")
OWN = "oma-profiili/tiedot/"
urlpatterns = [
    path(OWN, confirmed(views.data), name="data"),
    path(f"{OWN}<int:pk>/", reauthenticated("GET")(views.package), name="package"),
    path("oma-profiili/poista/", confirmed(views.erasure), name="erasure"),
    path("oma-profiili/poista/peru/", views.keep, name="keep"),
    path("oma-profiili/suostumukset/", views.consents, name="consents"),
    path("t/<slug:organisation>/kasittelytoimet/", views.activities, name="register"),
    path("t/<slug:organisation>/kasittelytoimet.csv", views.activities_csv, name="register_csv"),
    path("sailytys/", confirmed(views.kept), name="kept"),
    path("sailytys/<int:pk>/vapauta/", confirmed(views.lift), name="lift"),
]
