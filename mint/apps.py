from django.apps import AppConfig


class MintConfig(AppConfig):
    """The composition root as an app, for its management commands."""

    name = "mint"
    label = "mint"

    def ready(self) -> None:
        from mint.isolation import startup

        assert startup.role_is_bound
