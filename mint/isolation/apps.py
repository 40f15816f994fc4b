from django.apps import AppConfig


class IsolationConfig(AppConfig):
    name = "mint.isolation"
    label = "isolation"
