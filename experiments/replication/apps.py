from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReplicationConfig(AppConfig):
    name = "experiments.replication"
    label = "replication"
    verbose_name = _("Experiments tried again")

    def ready(self) -> None:
        from experiments.replication import panel
        from mint.web import register_panel

        register_panel("experiment.main", panel.of_experiment, "experiments/replication/_family.html", order=30)
        register_panel("experiment.aside", panel.again, "experiments/replication/_again.html", order=10)
