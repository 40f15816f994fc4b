from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "mint.matching"
    label = "matching"
