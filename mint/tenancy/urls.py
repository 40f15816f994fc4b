from django.urls import path

from mint.accounts.confirming import reauthenticated
from mint.tenancy import views

app_name = "tenancy"
confirmed = reauthenticated("POST")  # who gives or takes rights proves first who they are
urlpatterns = [
    path("yritys/uusi/", views.register, name="register"),
    path("yritys/uusi/tunnus/", views.register_look_up, name="register_look_up"),
    path("kutsu/<str:token>/", views.accept, name="accept"),
    path("t/<slug:organisation>/jasenet/", confirmed(views.members), name="members"),
    path("t/<slug:organisation>/jasenet/vahvista/", confirmed(views.confirm), name="confirm"),
    path("t/<slug:organisation>/jasenet/<int:pk>/roolit/", confirmed(views.roles), name="roles"),
    path("t/<slug:organisation>/jasenet/kutsut/<int:pk>/peru/", confirmed(views.revoke), name="revoke"),
    path("t/<slug:organisation>/jasenet/<int:pk>/poista/", confirmed(views.remove), name="remove"),
    path("hatapaasy/", confirmed(views.emergency), name="emergency"),
    path("hatapaasy/lopeta/", views.leave, name="leave"),
]
