from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProposalsConfig(AppConfig):
    name = "challenges.proposals"
    verbose_name = _("Proposals")

    def ready(self) -> None:
        from challenges.guards import register_guard
        from challenges.interested import register_interested
        from challenges.proposals import asking, effort, guards, notices, panels
        from companies.effort.counting import register_source
        from mint.matching.elsewhere import register_elsewhere
        from mint.notifications.duties import register_duties
        from mint.web import register_panel

        register_guard("challenge.published", guards.weighed)
        register_guard("challenge.publish_undone", guards.unproposed)
        register_guard("challenge.close_undone", guards.unproposed)
        register_guard("challenge.merged", guards.unproposed)
        register_guard("challenge.experimenting", asking.closed_first)
        register_interested(notices.interested)
        register_elsewhere(asking.takes_proposals)
        register_source(effort.proposals)
        register_duties(panels.duties)
        register_panel("challenge.main", panels.criteria, "proposals/_criteria.html", order=30)
        register_panel("challenge.aside", panels.aside, "proposals/_aside.html", order=20)
        register_panel("workspace.main", panels.desk, "proposals/_desk.html", order=60)
        register_panel("workspace.main", panels.on_desk, "proposals/_desk.html", order=95)
        register_panel("person.main", panels.person, "proposals/_desk.html", order=20)
