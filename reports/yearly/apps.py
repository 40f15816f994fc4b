from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class YearlyConfig(AppConfig):
    name = "reports.yearly"
    label = "yearly"
    verbose_name = _("Yearly reviews of municipalities")

    def ready(self) -> None:
        from mint.web import register_panel
        from reports.yearly import panel

        register_panel("workspace.main", panel.of_desk, "reports/yearly/_of_desk.html", order=80)
