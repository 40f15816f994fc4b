from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InquiriesConfig(AppConfig):
    name = "reports.inquiries"
    label = "inquiries"
    verbose_name = _("Funder's questions")

    def ready(self) -> None:
        from mint.notifications.duties import register_duties
        from mint.privacy.retention import register_rule
        from mint.web import register_panel
        from reports.inquiries import duties, keeping, panel

        register_duties(duties.waiting)
        register_panel("report.main", panel.of_report, "reports/inquiries/_panel.html", order=28)
        register_rule(keeping.RULE)
