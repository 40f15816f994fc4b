"""Signing in by an e-mailed code after writing: an account without a password where there is none yet."""

from allauth.account.forms import RequestLoginCodeForm
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import EmailAddress
from allauth.core import ratelimit
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mint.accounts.models import User
from mint.web import MoveError


def send_code(request: HttpRequest, *, email: str, name: str) -> None:
    """Mail a code; `account_confirm_login_code` asks for it. Raises MoveError when asked too often."""
    form = RequestLoginCodeForm({"email": email})  # allauth's limits, by address and by network
    if not form.is_valid() or not may_write(request):
        raise MoveError(_("Too many attempts. Wait a minute, and try again; your text is kept."))
    user = form._user or _new_person(email.lower(), name)  # noqa: SLF001  # whom the form has found
    if user is not None and not EmailAddress.objects.filter(user=user).exists():
        EmailAddress.objects.create(
            user=user, email=email.lower(), primary=True, verified=False
        )  # the code verifies it
    LoginCodeVerificationProcess.initiate(request=request, user=user, email=email.lower())


def may_write(request: HttpRequest) -> bool:
    """Accounts and drafts of strangers share the limit of sign-up."""
    return bool(ratelimit.consume(request, action="signup"))


def _new_person(email: str, name: str) -> User | None:
    """None for an account that was closed: the mail then says so, the page does not."""
    values = {"name": name, "language": (get_language() or "fi")[:2], "password": make_password(None)}
    user, _made = User.objects.get_or_create(email=email, defaults=values)  # a double click makes one
    return user if user.is_active else None
