from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PurchasingConfig(AppConfig):
    name = "experiments.purchasing"
    label = "purchasing"
    verbose_name = _("Purchases after experiments")

    def ready(self) -> None:
        from experiments.purchasing import panel
        from mint.web import register_panel

        register_panel("experiment.aside", panel.of_experiment, "experiments/purchasing/_panel.html", order=50)
