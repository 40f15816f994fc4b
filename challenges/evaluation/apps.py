"""Who scores proposals, and what is decided."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvaluationConfig(AppConfig):
    name = "challenges.evaluation"
    verbose_name = _("Evaluation")

    def ready(self) -> None:
        from challenges.evaluation import desk, guards, memo, panels
        from challenges.evaluation.querysets import assigned
        from challenges.guards import register_guard
        from challenges.proposals.querysets import register_assigned
        from mint.accounts.demo import register_parts
        from mint.notifications.duties import register_duties
        from mint.web import register_panel

        register_assigned(assigned)
        register_guard("challenge.selected", guards.decided_by_scores)
        register_guard("challenge.select_undone", guards.not_released)
        register_guard("challenge.experimenting", guards.decided_first)
        memo.register()
        register_parts(desk.evaluating)
        register_duties(panels.duties)
        register_panel("person.main", panels.cases, "evaluation/_cases.html", order=8)
        register_panel("challenge.aside", panels.of_challenge, "evaluation/_aside.html", order=20)
        register_panel("proposals.received", panels.of_challenge, "evaluation/_aside.html", order=10)
        register_panel("proposal.verdict", panels.of_proposal, "evaluation/_verdict.html", order=10)
