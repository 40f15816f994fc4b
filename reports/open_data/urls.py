from django.urls import path

from reports.open_data import views

app_name = "open_data"
urlpatterns = [
    path("avoin-data/raportti-1.json", views.schema, name="schema"),
]
