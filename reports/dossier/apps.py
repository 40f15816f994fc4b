from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DossierConfig(AppConfig):
    name = "reports.dossier"
    label = "dossier"
    verbose_name = _("Dossier of a report")

    def ready(self) -> None:
        from mint.web import register_panel
        from reports.dossier import jobs, panel

        jobs.register()
        register_panel("report.main", panel.of_report, "reports/dossier/_panel.html", order=30)
