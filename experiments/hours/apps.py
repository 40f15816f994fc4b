from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HoursConfig(AppConfig):
    name = "experiments.hours"
    label = "hours"
    verbose_name = _("In-kind hours of experiments")

    def ready(self) -> None:
        from experiments.hours import freezing, panel
        from experiments.plan import Part, register_part
        from mint.web import register_panel

        register_part(Part("hours", freezing.frozen, freezing.changes))
        register_panel("experiment.aside", panel.of_experiment, "experiments/hours/_panel.html", order=5)
        register_panel("plan.money", panel.of_experiment, "experiments/hours/_sums.html")
