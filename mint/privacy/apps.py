from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    name = "mint.privacy"
    label = "privacy"
    verbose_name = _("Privacy")

    def ready(self) -> None:
        from allauth.account.signals import user_signed_up

        from mint.privacy.consenting import signed_up

        user_signed_up.connect(signed_up)
