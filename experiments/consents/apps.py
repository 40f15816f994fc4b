from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsentsConfig(AppConfig):
    name = "experiments.consents"
    label = "consents"
    verbose_name = _("Consents to experiments")

    def ready(self) -> None:
        from experiments.consents import panel
        from mint.web import register_panel

        register_panel("experiment.aside", panel.of_experiment, "experiments/consents/_panel.html", order=50)
