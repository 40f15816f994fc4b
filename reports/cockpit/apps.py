from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CockpitConfig(AppConfig):
    name = "reports.cockpit"
    label = "cockpit"
    verbose_name = _("Reporting of a project")

    def ready(self) -> None:
        from mint.web import register_panel
        from reports.cockpit import panels

        register_panel("workspace.aside", panels.parts, "reports/cockpit/_parts.html", order=15)
