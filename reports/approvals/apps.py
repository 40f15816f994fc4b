from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApprovalsConfig(AppConfig):
    name = "reports.approvals"
    label = "approvals"
    verbose_name = _("Partners' approvals of reports")

    def ready(self) -> None:
        from mint.notifications.duties import register_duties
        from mint.web import register_panel
        from reports.approvals import duties, panel

        register_duties(duties.waiting)
        register_panel("report.main", panel.of_report, "reports/approvals/_panel.html", order=10)
