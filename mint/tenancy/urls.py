from django.urls import path

from mint.tenancy import views

app_name = "tenancy"
urlpatterns = [
    path("yritys/uusi/", views.register, name="register"),
    path("kutsu/<str:token>/", views.accept, name="accept"),
    path("t/<slug:organisation>/jasenet/", views.members, name="members"),
    path("t/<slug:organisation>/jasenet/vahvista/", views.confirm, name="confirm"),
    path("t/<slug:organisation>/jasenet/<int:pk>/roolit/", views.roles, name="roles"),
    path("t/<slug:organisation>/jasenet/kutsut/<int:pk>/peru/", views.revoke, name="revoke"),
    path("t/<slug:organisation>/jasenet/<int:pk>/poista/", views.remove, name="remove"),
    path("hatapaasy/", views.emergency, name="emergency"),
    path("hatapaasy/lopeta/", views.leave, name="leave"),
]
