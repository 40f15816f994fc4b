from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "mint.tenancy"
    label = "tenancy"
