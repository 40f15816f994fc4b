"""By what somebody has proved in this session who they are: as allauth keeps it there, so that nothing is asked of the database."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, record_authentication
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest

from mint import clock
from mint.accounts.models import User

DEMO = "demo"  # the one click of demo mode
SECOND_FACTOR = "mfa"  # allauth's word for a code, a recovery code or a passkey
SIGNED_ON = "signon"  # at an organisation's own sign-in, with the moment when it asked the person
SIGNON_FACTOR = "signon_mfa"  # an organisation's own sign-in, which says that it has asked for two


def has_second_factor(request: HttpRequest, user: User, *, decides_in: frozenset[int] = frozenset()) -> bool:
    """By a code or a passkey here; by an organisation's own sign-in for what one decides in that organisation only.

    `decides_in` are the ids of the organisations that a second factor is asked for. An operator's is always proved here;
    the demo's click counts in demo mode only.
    """
    return any(_counts(proof, user, decides_in) for proof in get_authentication_records(request, user))


def _counts(proof: dict[str, Any], user: User, decides_in: frozenset[int]) -> bool:
    method = proof.get("method")
    if method == SIGNON_FACTOR:
        return not user.is_staff and decides_in <= {proof.get("organisation")}
    return method == SECOND_FACTOR or (settings.DEMO and method == DEMO)


def proved_lately(request: HttpRequest, user: User) -> bool:
    """Signed in, or confirmed who they are, within ACCOUNT_REAUTHENTICATION_TIMEOUT seconds."""
    since = clock.now().timestamp() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return any(_asked_at(proof) > since for proof in get_authentication_records(request, user))


def _asked_at(proof: dict[str, Any]) -> float:
    """A session at an organisation's sign-in lets through without asking: its coming back just now proves nothing."""
    if proof.get("method") in {SIGNED_ON, SIGNON_FACTOR, "socialaccount"}:
        return float(proof.get("asked_at", 0))
    return float(proof["at"])


def by_one_click(request: HttpRequest, user: User) -> None:
    """A demo person cannot type a password: their click is sign-in, second factor and confirmation."""
    record_authentication(request, user, DEMO, reauthenticated=True)


def without_factor(sender: Any, request: HttpRequest, user: User, authenticator: Any, **_signal: Any) -> None:
    """Whose last one is gone has proved nothing by it any more: who decides on others' things sets up another."""
    if not Authenticator.objects.filter(user=user, type__in=["totp", "webauthn"]).exists():
        kept = [proof for proof in get_authentication_records(request, user) if proof.get("method") != SECOND_FACTOR]
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = kept


def by_new_factor(sender: Any, request: HttpRequest, user: User, authenticator: Any, **_signal: Any) -> None:
    """Who has just set up an app or a passkey has used it: one is not asked to sign in again. One's other sessions end."""
    if authenticator.type in {"totp", "webauthn"}:
        for session in UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key):
            session.end()
        record_authentication(request, user, SECOND_FACTOR, id=authenticator.pk, type=authenticator.type)
