from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CorrectionsConfig(AppConfig):
    name = "reports.corrections"
    label = "corrections"
    verbose_name = _("Corrections of figures")

    def ready(self) -> None:
        from mint.notifications.duties import register_duties
        from mint.web import register_panel
        from reports.corrections import counted, duties, panel
        from reports.counting.counters import register_added

        register_added(counted.rows)
        register_duties(duties.waiting)
        register_panel("figure.main", panel.of_figure, "reports/corrections/_panel.html")
