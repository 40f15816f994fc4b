from django.urls import path

from mint.privacy import views

app_name = "privacy"
OWN = "oma-profiili/tiedot/"
urlpatterns = [
    path(OWN, views.data, name="data"),
    path(f"{OWN}<int:pk>/", views.package, name="package"),
    path("oma-profiili/poista/", views.erasure, name="erasure"),
    path("oma-profiili/poista/peru/", views.keep, name="keep"),
]
