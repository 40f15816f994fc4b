from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "mint.pages"
    label = "pages"

    def ready(self) -> None:
        from mint.notifications.duties import register_duties
        from mint.pages import belonging, figures
        from municipalities.counts import register_count

        register_count("open_challenges", _("Open challenges"), figures.open_challenges)
        register_count("experiments", _("Experiments shown"), figures.experiments_shown)
        register_duties(belonging.to_confirm)
