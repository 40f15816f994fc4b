from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChallengesConfig(AppConfig):
    name = "challenges"
    verbose_name = _("Challenges")

    def ready(self) -> None:
        from challenges import effort, found, needs, panels, talking
        from challenges.interested import register_interested
        from companies.effort.counting import register_source as register_effort
        from mint.discussion.subjects import register_subject
        from mint.matching.conflicts import register_conflict
        from mint.notifications.duties import register_duties
        from mint.search.sources import register_source
        from mint.web import register_panel

        register_source(found.SOURCE)
        register_effort(effort.steps)
        register_conflict(needs.evaluates)
        register_interested(needs.interested)
        register_duties(panels.duties)
        register_subject(talking.DISCUSSED)
        register_panel("workspace.main", panels.workspace, "challenges/_workspace.html", order=10)
        register_panel("workspace.main", panels.own, "challenges/_own.html", order=70)
        register_panel("person.main", panels.waiting, "challenges/_waiting.html", order=5)
        register_panel("workspace.main", panels.waiting, "challenges/_waiting.html", order=5)
        register_panel("person.main", panels.cases, "challenges/_cases.html", order=10)
        register_panel("challenge.discussion", talking.panel, "discussion/_block.html", order=90)
        register_panel("municipality.main", panels.of_municipality, "challenges/_of_municipality.html", order=10)
