from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LearningConfig(AppConfig):
    name = "experiments.learning"
    label = "learning"
    verbose_name = _("Lessons of experiments")

    def ready(self) -> None:
        from experiments.learning import found, panel
        from mint.search.sources import register_source
        from mint.web import register_panel

        register_source(found.SOURCE)
        register_panel("experiment.learnings", panel.of_experiment, "experiments/learning/_lessons.html", order=10)
        register_panel("experiment.result", panel.of_result, "experiments/learning/_on_result.html", order=10)
