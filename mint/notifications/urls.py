from django.urls import path

from mint.notifications import views

app_name = "notifications"
urlpatterns = [
    path("ilmoitukset/", views.listing, name="list"),
    path("ilmoitukset/luettu/", views.read, name="read"),
]
