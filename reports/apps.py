from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        from mint.notifications.duties import register_duties
        from reports import duties, jobs

        jobs.register()
        register_duties(duties.due)
