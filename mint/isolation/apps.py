from django.apps import AppConfig
from django.db.models.signals import post_migrate


class IsolationConfig(AppConfig):
    name = "mint.isolation"
    label = "isolation"

    def ready(self) -> None:
        from mint.isolation import signing

        post_migrate.connect(signing.install, sender=self)
