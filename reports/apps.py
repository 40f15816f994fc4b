from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        from mint.notifications.duties import register_duties
        from mint.web import register_panel
        from reports import duties, jobs, panels

        jobs.register()
        register_duties(duties.due)
        register_duties(duties.lacking)
        register_panel("workspace.main", panels.workspace, "reports/_workspace.html", order=5)
