from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiaryConfig(AppConfig):
    name = "experiments.diary"
    label = "diary"
    verbose_name = _("Diaries of experiments")

    def ready(self) -> None:
        from experiments.diary import panel
        from mint.web import register_panel

        register_panel("experiment.aside", panel.of_experiment, "experiments/diary/_panel.html", order=40)
