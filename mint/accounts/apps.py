from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "mint.accounts"
    label = "accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        from allauth.account.signals import email_confirmed

        from mint.accounts.proving import forget_password_of_another

        email_confirmed.connect(forget_password_of_another)
