from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    name = "reports.reviews"
    label = "reviews"
    verbose_name = _("Public reviews")

    def ready(self) -> None:
        from mint.web import register_panel
        from reports.reviews import panel

        register_panel("report.main", panel.of_report, "reports/reviews/_of_report.html", order=5)
        register_panel("open_data.main", panel.newest, "reports/reviews/_newest.html")
