from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacementsConfig(AppConfig):
    name = "placements"

    def ready(self) -> None:
        from django.db.models import Exists, OuterRef

        from challenges.traits import register_trait
        from companies.effort.counting import register_source as register_effort
        from mint.notifications.duties import register_duties
        from mint.privacy.erasing import register_eraser
        from mint.privacy.retention import Rule, register_rule
        from mint.search.sources import register_source
        from mint.web import register_panel
        from placements import choosing, duties, effort, found, panels
        from placements.models import Placement

        register_source(found.SOURCE)
        register_effort(effort.applications)
        register_effort(effort.confirmations)
        for source in duties.SOURCES:
            register_duties(source)
        register_trait("has_placements", lambda: Exists(Placement.objects.filter(challenge=OuterRef("pk"))))
        register_panel("challenge.main", panels.of_challenge, "placements/_panel.html", order=60)
        register_panel("experiment.aside", panels.of_experiment, "placements/_panel_aside.html", order=60)
        register_panel("municipality.main", panels.of_municipality, "placements/_panel_section.html", order=60)
        register_panel("workspace.main", panels.for_students, "placements/_panel_student.html", order=30)
        register_eraser(choosing.erase)
        words = _("Applications, twelve months after the choice; of those that led to a place, their words")
        paths = {"person": "applicant", "organisation": "organisation"}
        register_rule(Rule("applications", words, choosing.old, **paths, delete=choosing.delete_old))
