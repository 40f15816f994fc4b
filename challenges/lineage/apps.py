from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LineageConfig(AppConfig):
    name = "challenges.lineage"
    verbose_name = _("Lineage of challenges")

    def ready(self) -> None:
        from django.db.models import Exists, OuterRef, Q

        from challenges.guards import register_guard
        from challenges.lineage import actions, guards, panels
        from challenges.lineage.models import Lineage
        from challenges.moved import register_moved
        from challenges.traits import register_trait
        from challenges.undoing import register_undone
        from mint.web import register_panel

        of_it = Q(source=OuterRef("pk")) | Q(target=OuterRef("pk"))
        register_trait("has_lineage", lambda: Exists(Lineage.objects.filter(of_it, undone_at__isnull=True)))
        register_guard("challenge.merged", guards.in_talks)
        register_guard("challenge.merged", guards.unanswered_questions)
        register_undone("challenge.merge_undone", actions.unmerge)
        register_moved(panels.moved)
        register_panel("challenge.top", panels.on_challenge, "lineage/_on_challenge.html")
        register_panel("challenge.aside", panels.work, "lineage/_work.html", order=12)
        register_panel("challenges.new", panels.begin, "lineage/_begin.html")
