from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CurationConfig(AppConfig):
    name = "challenges.curation"
    verbose_name = _("Curation")

    def ready(self) -> None:
        from django.db.models import Exists, OuterRef

        from challenges.curation import panels
        from challenges.curation.models import CuratorNote
        from challenges.reasons import register_reasons
        from challenges.traits import register_trait
        from mint.web import register_panel

        register_trait("has_curators_notes", lambda: Exists(CuratorNote.objects.filter(challenge=OuterRef("pk"))))
        register_panel("challenge.aside", panels.screening, "curation/_screening.html", order=10)
        register_panel("challenge.reason", panels.reply_texts, "curation/_reply_texts.html")
        register_reasons(panels.begun)
