from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BehalfConfig(AppConfig):
    name = "challenges.behalf"
    verbose_name = _("Challenges on behalf of a company")

    def ready(self) -> None:
        from challenges.behalf import keeping, panels
        from mint.privacy.retention import register_rule
        from mint.web import register_panel

        register_panel("workspace.main", panels.desk, "challenges/behalf/_desk.html", order=18)
        register_rule(keeping.RULE)
