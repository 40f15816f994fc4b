from django.urls import path

from mint.accounts.confirming import reauthenticated
from mint.notifications import views

app_name = "notifications"
OWN = "oma-profiili/kalenteri/"
urlpatterns = [
    path("ilmoitukset/", views.listing, name="list"),
    path("ilmoitukset/luettu/", views.read, name="read"),
    path(OWN, reauthenticated("POST")(views.calendar), name="calendar"),
    path(f"{OWN}mitatoi/", views.close_calendar, name="close_calendar"),
    path("kalenteri/<slug:token>.ics", views.feed, name="feed"),
]
