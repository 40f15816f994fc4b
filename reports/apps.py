from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        from mint.notifications.duties import register_duties
        from mint.search.sources import register_source
        from mint.web import register_panel
        from reports import duties, found, jobs, panels

        register_source(found.SOURCE)
        jobs.register()
        register_duties(duties.due)
        register_duties(duties.lacking)
        register_panel("workspace.main", panels.workspace, "reports/_workspace.html", order=5)
