from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "mint.places"
    label = "places"
