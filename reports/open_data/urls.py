from django.urls import path

from reports.open_data import views

app_name = "open_data"
urlpatterns = [
    path("avoin-data/", views.index, name="index"),
    path("avoin-data/luvut.csv", views.as_csv, name="csv"),
    path("avoin-data/luvut.json", views.as_json, name="json"),
    path("avoin-data/raportti-1.json", views.schema, name="schema"),
]
