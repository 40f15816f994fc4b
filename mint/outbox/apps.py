from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "mint.outbox"
    label = "outbox"
