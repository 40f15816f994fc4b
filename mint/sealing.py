"""Secrets that must be used again, and so cannot be hashed: kept sealed with a key made of SECRET_KEY."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


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
