from django.apps import AppConfig


class MunicipalitiesConfig(AppConfig):
    name = "municipalities"

    def ready(self) -> None:
        from mint.notifications.duties import register_duties
        from municipalities.duties import to_check

        register_duties(to_check)
