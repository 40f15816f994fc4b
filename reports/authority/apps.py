from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuthorityConfig(AppConfig):
    name = "reports.authority"
    label = "authority"
    verbose_name = _("Forms of the authority")

    def ready(self) -> None:
        from mint.web import register_panel
        from reports.authority import panel

        register_panel("report.main", panel.of_report, "reports/authority/_panel.html", order=40)
