from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    name = "companies"

    def ready(self) -> None:
        from companies import panels
        from mint.notifications.duties import register_duties

        register_duties(panels.duties)
