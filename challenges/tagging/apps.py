from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TaggingConfig(AppConfig):
    name = "challenges.tagging"
    verbose_name = _("Tags of challenges")

    def ready(self) -> None:
        from django.db.models import Exists, OuterRef

        from challenges.signals import text_written
        from challenges.tagging import panels, reading
        from challenges.tagging.models import Tag
        from challenges.tagging.states import TagState
        from challenges.traits import register_trait
        from mint.vocabulary.signals import vocabulary_changed
        from mint.web import register_panel

        waiting = Tag.objects.filter(challenge=OuterRef("pk"), state=TagState.SUGGESTED)
        register_trait("has_suggestions", lambda: Exists(waiting))
        text_written.connect(reading.read_later, dispatch_uid="tagging")
        vocabulary_changed.connect(reading.read_again_later, dispatch_uid="tagging")
        register_panel("challenge.aside", panels.at_work, "challenges/tagging/_at_work.html", order=12)
        register_panel("challenge.aside", panels.shown, "challenges/tagging/_shown.html", order=30)
        register_panel("challenge.check", panels.at_work, "challenges/tagging/_at_work.html", order=10)
