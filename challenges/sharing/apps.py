from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SharingConfig(AppConfig):
    name = "challenges.sharing"
    verbose_name = _("Shared challenges")

    def ready(self) -> None:
        from django.db.models import Exists, OuterRef

        from challenges.models import CoOwner
        from challenges.sharing import panels
        from challenges.traits import register_trait
        from mint.notifications.duties import register_duties
        from mint.web import register_panel

        register_trait("has_co_owners", lambda: Exists(CoOwner.objects.filter(challenge=OuterRef("pk"))))
        register_panel("challenge.aside", panels.on_challenge, "sharing/_on_challenge.html", order=10)
        register_panel("workspace.main", panels.desk, "sharing/_desk.html", order=15)
        register_duties(panels.duties)
