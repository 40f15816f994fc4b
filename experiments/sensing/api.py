"""The addresses of machines: outside the languages' prefixes."""

from django.urls import path

from experiments.sensing.views import receiving

app_name = "sensing_api"
urlpatterns = [
    path("experiments/<int:pk>/measurements", receiving.measurements, name="measurements"),
    path("measurements.schema.json", receiving.schema, name="schema"),
    path("openapi.json", receiving.description, name="openapi"),
]
