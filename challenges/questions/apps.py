from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionsConfig(AppConfig):
    name = "challenges.questions"
    verbose_name = _("Questions")

    def ready(self) -> None:
        from django.db.models import Exists, OuterRef

        from challenges.questions import effort, panels
        from challenges.questions.models import Question
        from challenges.traits import register_trait
        from companies.effort.counting import register_source
        from mint.notifications.duties import register_duties
        from mint.web import register_panel

        register_trait("has_questions", lambda: Exists(Question.objects.filter(challenge=OuterRef("pk"))))
        register_panel("challenge.main", panels.on_challenge, "questions/_on_challenge.html", order=40)
        register_source(effort.answers)
        register_duties(panels.duties)
