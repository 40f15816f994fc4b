"""The signature of the context: what the application says of who acts, an injected statement cannot say.

The keys come from SECRET_KEY and its fallbacks; migrating puts them where only the verifying function reads them. The
signature ends a few minutes after its transaction has begun: what was overheard is soon worth nothing.
"""

import hashlib
import hmac
import time
from typing import Any

from django.conf import settings
from django.db import connections, transaction

LIFETIME = 300  # seconds; compared with the beginning of the transaction, which may itself take longer
PADDED = 64  # bytes: the block of SHA-256, of which HMAC makes its two keys
_INNER, _OUTER = bytes(each ^ 0x36 for each in range(256)), bytes(each ^ 0x5C for each in range(256))


def signed(user_id: int | None) -> str:
    """`<user>.<end, in seconds since 1970>.<HMAC-SHA256 in hexadecimal>`; empty for nobody."""
    if user_id is None:
        return ""
    text = f"{user_id}.{int(time.time()) + LIFETIME}"
    return f"{text}.{hmac.new(_key(settings.SECRET_KEY), text.encode(), hashlib.sha256).hexdigest()}"


def _key(secret: str) -> bytes:
    return hashlib.sha256(b"mint.isolation.context:" + secret.encode()).digest()


def install(using: str = "default", **_: Any) -> None:
    """Let the database know today's keys, and no older ones: as its owner, after every migration."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = [_key(secret).ljust(PADDED, b"\0") for secret in secrets]
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("SELECT to_regclass('mint.context_key') IS NOT NULL")
        if cursor.fetchone()[0]:
            cursor.execute("DELETE FROM mint.context_key")
            cursor.executemany(
                "INSERT INTO mint.context_key (inner_pad, outer_pad) VALUES (%s, %s)",
                [(key.translate(_INNER), key.translate(_OUTER)) for key in keys],
            )
