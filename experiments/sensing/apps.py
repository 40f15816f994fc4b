from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SensingConfig(AppConfig):
    name = "experiments.sensing"
    label = "sensing"
    verbose_name = _("Sensors of experiments")

    def ready(self) -> None:
        from experiments.sensing import keeping
        from mint.privacy.retention import register_rule

        register_rule(keeping.RULE)
