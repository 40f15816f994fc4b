from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "mint.pages"
    label = "pages"
