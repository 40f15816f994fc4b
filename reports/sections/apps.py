from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SectionsConfig(AppConfig):
    name = "reports.sections"
    label = "sections"
    verbose_name = _("Sections of reports")

    def ready(self) -> None:
        from mint.discussion.subjects import register_subject
        from mint.notifications.duties import register_duties
        from mint.web import register_panel
        from reports.parts import Addition, register_addition
        from reports.sections import actions, checks, duties, gathering, panel, talking

        register_addition(Addition(actions.begin, gathering.gather, gathering.sealed, checks.check))
        register_subject(talking.DISCUSSED)
        register_duties(duties.waiting)
        register_panel("report.first", panel.of_report, "reports/sections/_of_report.html")
        register_panel("workspace.main", panel.of_desk, "reports/sections/_of_desk.html", order=6)
        register_panel("section.main", talking.panel, "discussion/_block.html", order=90)
