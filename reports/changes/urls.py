from django.urls import path

from reports.changes import views

app_name = "changes"
ONE = "t/<slug:organisation>/raportit/<int:pk>/"
urlpatterns = [
    path(f"{ONE}muutokset/laske/", views.compare, name="compare"),
    path(f"{ONE}luvut/<int:figure_pk>/siirra-seuraavaan/", views.carry, name="carry"),
]
