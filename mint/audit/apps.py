from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "mint.audit"
    label = "audit"
