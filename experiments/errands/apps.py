from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ErrandsConfig(AppConfig):
    name = "experiments.errands"
    label = "errands"
    verbose_name = _("Tasks of experiments")

    def ready(self) -> None:
        from experiments.errands import duties, panel
        from mint.notifications.duties import register_duties
        from mint.web import register_panel

        register_duties(duties.duties)
        register_panel("experiment.aside", panel.of_experiment, "experiments/errands/_panel.html", order=30)
