from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShelfConfig(AppConfig):
    name = "experiments.shelf"
    label = "shelf"
    verbose_name = _("Shelf of experiments")

    def ready(self) -> None:
        from experiments.resting import register_resting
        from experiments.shelf import duties, panel
        from experiments.shelf.querysets import resting
        from mint.notifications.duties import register_duties
        from mint.web import register_panel

        register_resting(resting)
        register_duties(duties.duties)
        register_panel("experiment.aside", panel.of_experiment, "experiments/shelf/_panel.html", order=40)
