from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChangesConfig(AppConfig):
    name = "reports.changes"
    label = "changes"
    verbose_name = _("What has changed since a report was submitted")

    def ready(self) -> None:
        from mint.web import register_panel
        from reports.changes import panels

        register_panel("report.main", panels.of_report, "reports/changes/_panel.html", order=15)
        register_panel("figure.main", panels.of_figure, "reports/changes/_of_figure.html", order=20)
