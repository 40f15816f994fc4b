from django.urls import path

from companies import views

app_name = "companies"
urlpatterns = [
    path("yritykset/", views.directory, name="list"),
    path("yritykset/<int:pk>-<slug:slug>/", views.detail, name="detail"),
    path("t/<slug:organisation>/yritys/", views.profile, name="profile"),
    path("t/<slug:organisation>/yritykset/", views.unverified, name="unverified"),
    path("t/<slug:organisation>/yritykset/<int:pk>/vahvista/", views.verify, name="verify"),
]
