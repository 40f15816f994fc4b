from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StagingConfig(AppConfig):
    name = "experiments.staging"
    label = "staging"
    verbose_name = _("Stages of experiments")

    def ready(self) -> None:
        from experiments.staging import duties, keeping
        from mint.notifications.duties import register_duties
        from mint.privacy.retention import register_rule

        register_rule(keeping.RULE)
        register_duties(duties.duties)
