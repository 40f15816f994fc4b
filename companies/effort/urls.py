from django.urls import path

from companies.effort import views

app_name = "effort"
urlpatterns = [
    path("t/<slug:organisation>/tyomaara/", views.own, name="own"),
    path("t/<slug:organisation>/tyomaara/hankkeet/", views.projects, name="projects"),
]
