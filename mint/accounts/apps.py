from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "mint.accounts"
    label = "accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        from allauth.account.signals import email_confirmed
        from allauth.mfa.signals import authenticator_added, authenticator_removed
        from django.contrib.auth.signals import user_logged_in

        from mint.accounts import proofs, sessions
        from mint.accounts.proving import forget_password_of_another

        email_confirmed.connect(forget_password_of_another)
        user_logged_in.connect(sessions.begin)
        authenticator_added.connect(proofs.by_new_factor)
        authenticator_removed.connect(proofs.without_factor)
