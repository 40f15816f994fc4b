from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "mint.links"
    label = "links"
