from django.urls import path

from municipalities import views

app_name = "municipalities"
TENANT = "t/<slug:organisation>/vetovoima/"
urlpatterns = [
    path("kunnat/", views.list_, name="list"),
    path("kunnat/<slug:slug>/", views.detail, name="detail"),
    path(TENANT, views.factors, name="factors"),
    path(f"{TENANT}uusi/", views.new, name="new"),
    path(f"{TENANT}esittely/", views.profile, name="profile"),
    path(f"{TENANT}<int:pk>/", views.edit, name="edit"),
    path(f"{TENANT}<int:pk>/kumoa/", views.undo, name="undo"),
    path(f"{TENANT}<int:pk>/tarkistettu/", views.checked, name="checked"),
    path(f"{TENANT}<int:pk>/<slug:move>/", views.move, name="move"),
]
