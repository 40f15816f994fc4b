from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignonConfig(AppConfig):
    name = "mint.signon"
    label = "signon"
    verbose_name = _("Organisations' own sign-in")

    def ready(self) -> None:
        from mint.signon import panels
        from mint.web import register_panel

        register_panel("members.main", panels.members, "signon/_members.html", order=90)
