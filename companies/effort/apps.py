from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EffortConfig(AppConfig):
    name = "companies.effort"
    verbose_name = _("Companies' effort")

    def ready(self) -> None:
        from companies.effort import panels, sources
        from companies.effort.counting import register_source
        from mint.web import register_panel

        register_source(sources.answers)
        register_panel("workspace.aside", panels.desk, "effort/_desk.html", order=90)
