"""Signing in by an e-mailed code after writing: an account without a password where there is none yet."""

from typing import Any

from allauth.account.forms import RequestLoginCodeForm
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import EmailAddress
from allauth.core import ratelimit
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mint.accounts.models import User
from mint.accounts.owning import owner_of
from mint.links.actions import keep
from mint.web import MoveError


def wait_for_code(request: HttpRequest, kind: str, token: str, answers: dict[str, Any], *, then: str) -> HttpResponse:
    """Keep who writes (a ContactForm's answers; without a company, the address and the name) with the draft, mail the
    code, ask for it, and go on to `then`.

    Raises MoveError when asked too often.
    """
    contact, company = dict(answers), None
    if "business_id" in answers:
        contact["municipality"], industry = answers["municipality"].pk, answers["industry"]
        contact["industry"] = industry.pk if industry else None
        company = {name: contact[name] for name in ("business_id", "name", "municipality", "industry")}
    email = str(contact["email"]).lower()
    keep(kind, token, data={"contact": contact, "company": company}, language=language(), email=email)
    send_code(request, email=email, name=str(contact["person"]))
    return redirect(f"{reverse('account_confirm_login_code')}?next={then}")


def language() -> str:
    """Of the page on which a visitor writes."""
    return (get_language() or "fi")[:2]


def send_code(request: HttpRequest, *, email: str, name: str) -> None:
    """Mail a code; `account_confirm_login_code` asks for it. Raises MoveError when asked too often."""
    form = RequestLoginCodeForm({"email": email})  # allauth's limits, by address and by network
    if not form.is_valid() or not may_write(request):
        raise TooOftenError
    user = person_at(email, name, language())
    if user is not None and not EmailAddress.objects.filter(user=user).exists():
        # the code verifies it
        EmailAddress.objects.create(user=user, email=email.lower(), primary=True, verified=False)
    LoginCodeVerificationProcess.initiate(request=request, user=user, email=email.lower())


class TooOftenError(MoveError):
    """Said on the form, which keeps what was typed."""

    def __str__(self) -> str:
        return _("Too many attempts. Wait a minute, and try again; your text is kept.")


def may_write(request: HttpRequest) -> bool:
    """Accounts and drafts of strangers share the limit of sign-up."""
    return bool(ratelimit.consume(request, action="signup"))


def person_at(email: str, name: str, language: str) -> User | None:
    """Whose address it is, or a new account without a password.

    None for an account that was closed: the mail then says so, the page does not.
    """
    if owner := owner_of(email):
        return owner
    values = {"name": name, "language": language, "password": make_password(None)}
    user, _made = User.objects.get_or_create(email=email.lower(), defaults=values)  # a double click makes one
    return user if user.is_active else None


def masked(email: str) -> str:
    """`m…@kunta.example`: enough to know one's own, too little to learn another's."""
    name, _at, domain = email.partition("@")
    return f"{name[:1]}…@{domain}"
