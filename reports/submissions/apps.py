from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubmissionsConfig(AppConfig):
    name = "reports.submissions"
    label = "submissions"
    verbose_name = _("Submissions of reports")

    def ready(self) -> None:
        from mint.web import register_panel
        from reports.submissions import panel

        register_panel("report.main", panel.of_report, "reports/submissions/_panel.html", order=25)
