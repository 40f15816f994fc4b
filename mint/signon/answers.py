"""What a provider has answered, and whether it may be believed."""

import secrets
from dataclasses import dataclass
from typing import Any

from mint import clock
from mint.signon.offered import Offered

# RFC 8176, and the profiles that Finnish universities (Haka, REFEDS) say a second factor with
TWO_STEPS = frozenset({"mfa", "mca"})
# of which two kinds make two steps: what one has, and what one knows or is
HAD, KNOWN = frozenset({"otp", "sms", "hwk", "swk", "fido"}), frozenset({"pwd", "pin", "fpt", "face", "iris"})
CLOCKS_DIFFER = 60  # seconds
TWO_STEP_CLASSES = frozenset({"https://refeds.org/profile/mfa", "phr", "phrh"})


class RefusedError(Exception):
    """`reason` is a word that the page has a text for."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Answer:
    uid: str
    email: str
    name: str
    has_two_steps: bool
    asked_at: float  # when the provider asked the person, in seconds; 0 where it does not say


def new_nonce() -> str:
    return secrets.token_urlsafe(32)


def read(sociallogin: Any, offered: Offered | None) -> Answer:
    """The answer of this very sign-in, of this issuer, about an address of its own that it has proved. Else RefusedError."""
    if offered is None:
        raise RefusedError("off")
    claims = sociallogin.account.extra_data
    token, info = claims.get("id_token") or {}, claims.get("userinfo") or {}
    data = sociallogin.state.get("data") or {}
    _check_token(token, info, str(data.get("nonce") or ""), offered)
    _check_time(token, data.get("anew_since"))
    source = info or token
    email = str(source.get("email") or "").strip().lower()
    if source.get("email_verified") is not True or not email:
        raise RefusedError("not_verified")
    if not offered.owns(email):
        raise RefusedError("other_domain")
    return Answer(
        uid=sociallogin.account.uid,
        email=email,
        name=str(source.get("name") or email.partition("@")[0]),
        has_two_steps=_has_two_steps(token),
        asked_at=min(_asked_at(token), clock.now().timestamp()),
    )


def _check_time(token: dict[str, Any], since: float | None) -> None:
    """Who confirms who they are was asked anew there, and not let through by a session of last week (Core, 3.1.2.1)."""
    if since and _asked_at(token) <= since - CLOCKS_DIFFER:
        raise RefusedError("not_anew")


def _asked_at(token: dict[str, Any]) -> float:
    at = token.get("auth_time")
    return float(at) if isinstance(at, int | float) else 0.0


def _check_token(token: dict[str, Any], info: dict[str, Any], nonce: str, offered: Offered) -> None:
    if not nonce or not secrets.compare_digest(str(token.get("nonce") or ""), nonce):
        raise RefusedError("failed")
    if str(token.get("iss", "")).rstrip("/") != offered.server_url:
        raise RefusedError("failed")
    if info and info.get("sub") != token.get("sub"):  # OpenID Connect Core 5.3.2: two different people
        raise RefusedError("failed")


def _has_two_steps(token: dict[str, Any]) -> bool:
    methods = token.get("amr")
    named = {str(method) for method in methods} if isinstance(methods, list) else set()
    return bool(named & TWO_STEPS) or bool(named & HAD and named & KNOWN) or token.get("acr") in TWO_STEP_CLASSES
