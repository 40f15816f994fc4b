"""Secrets as they are kept: hashed where they are only recognised, sealed with a key made of SECRET_KEY where they are used again."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


def hashed(kind: str, secret: str) -> str:
    """How a link's secret is kept and looked up. It is long and random, so it needs no salt and no slow hash.

    `kind` keeps the hashes of two kinds of link apart: what opens a draft opens no calendar.
    """
    return hashlib.sha256(f"{kind}:{secret}".encode()).hexdigest()


def _box() -> MultiFernet:
    """Opens what was sealed with an older key too, while it is replaced."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = (hashlib.sha256(b"mint.signon.sealing:" + secret.encode()).digest() for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])


def sealed(text: str) -> str:
    return _box().encrypt(text.encode()).decode()


def opened(token: str) -> str:
    """Empty where the key that sealed it is gone: an organisation's owner, for one, then types its secret again."""
    try:
        return _box().decrypt(token.encode()).decode() if token else ""
    except InvalidToken:
        return ""
