"""allauth's forms that mail a code or a link, which go to the address's owner only; and what such a code proves."""

from typing import Any

from allauth.account.forms import RequestLoginCodeForm, ResetPasswordForm
from django.http import HttpRequest

from mint.accounts.models import User
from mint.accounts.owning import owner_of


class CodeForm(RequestLoginCodeForm):
    def clean_email(self) -> str:
        email = str(super().clean_email())
        self._user = owner_of(email)
        return email


class ResetForm(ResetPasswordForm):
    def clean_email(self) -> str:
        email = str(super().clean_email())
        owner = owner_of(email)
        self.users = [owner] if owner else []
        return email


def forget_password_of_another(request: HttpRequest, email_address: Any, **_signal: Any) -> None:
    """Who proves an address by a code may not be who signed up with it and chose the password: that one is void.

    An operator has not signed up: the password was given on the server.
    """
    person: User = email_address.user
    by_code = request.resolver_match and request.resolver_match.url_name == "account_confirm_login_code"
    if by_code and not person.is_staff:
        person.set_unusable_password()
        person.save(update_fields=["password"])
