from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowUpConfig(AppConfig):
    name = "experiments.follow_up"
    label = "follow_up"
    verbose_name = _("Follow-up of experiments")

    def ready(self) -> None:
        from experiments.evidence import register_follow_up
        from experiments.follow_up import answering, days, duties, keeping, panel
        from experiments.staging import days as board
        from mint.notifications.duties import register_coming, register_duties
        from mint.privacy.retention import register_rule
        from mint.web import register_panel

        register_rule(keeping.LINKS)
        register_rule(keeping.CONTACTS)
        register_duties(duties.duties)
        register_follow_up(answering.is_answered)
        register_coming(duties.days)
        board.register_board_days(days.due)
        register_panel("experiment.aside", panel.of_experiment, "experiments/follow_up/_panel.html", order=20)
