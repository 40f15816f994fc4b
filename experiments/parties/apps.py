from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartiesConfig(AppConfig):
    name = "experiments.parties"
    label = "parties"
    verbose_name = _("Parties of experiments")

    def ready(self) -> None:
        from experiments.parties import duties, panel
        from mint.notifications.duties import register_duties
        from mint.web import register_panel

        register_duties(duties.duties)
        register_panel("experiment.aside", panel.of_experiment, "experiments/parties/_panel.html", order=10)
