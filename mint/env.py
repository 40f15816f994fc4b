"""Settings from the environment; nonsense is refused at start-up."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]", "::1", "testserver"}


def flag(name: str, *, default: bool = False) -> bool:
    return bool(env.bool(name, default=default))


def text(name: str, default: str = "") -> str:
    """A value, or the content of the file named by NAME_FILE (for secrets)."""
    path = env.str(f"{name}_FILE", default="")
    return Path(path).read_text().strip() if path else str(env.str(name, default=default))


def seconds(name: str, default: int) -> int:
    """At least one; refused at start-up otherwise."""
    found = int(env.int(name, default=default))
    if found < 1:
        raise ImproperlyConfigured(f"{name} must be a number of seconds, one or more")
    return found


def broker(redis: str) -> tuple[str, dict[str, Any]]:
    """Celery's URL and transport options: of RabbitMQ where AMQP_URL names one, and else of Redis."""
    amqp = text("AMQP_URL")
    if amqp and not amqp.startswith(("amqp://", "amqps://")):
        raise ImproperlyConfigured("AMQP_URL must be an amqp:// or amqps:// URL")
    if amqp:
        return amqp, {"confirm_publish": True}
    return redis, {
        "visibility_timeout": seconds("QUEUE_VISIBILITY_SECONDS", 900),  # longer than the longest task
        "unacked_restore_interval": 2,
        "unacked_restore_throttle": 1,
        "socket_timeout": 5,
        "socket_connect_timeout": 2,
    }


def storage(name: str) -> dict[str, Any] | None:
    """Django's storage of s3://key:secret@bucket?endpoint=https://s3.example.fi&region=eu-north-1; None without one.

    Without key and secret the machine's own identity is asked.
    """
    url = text(name)
    if not url:
        return None
    parts, more = urlsplit(url), dict(parse_qsl(urlsplit(url).query))
    if parts.scheme != "s3" or not parts.hostname or set(more) - {"endpoint", "region"}:
        raise ImproperlyConfigured(f"{name} must look like s3://key:secret@bucket?endpoint=https://…&region=…")
    where = urlsplit(more.get("endpoint", "https:"))
    if where.scheme != "https" and where.hostname not in LOCAL_HOSTS:
        raise ImproperlyConfigured(f"the endpoint of {name} must be https: files would travel for everybody to read")
    options = {
        "bucket_name": parts.hostname,
        "access_key": unquote(parts.username) if parts.username else None,
        "secret_key": unquote(parts.password) if parts.password else None,
        "endpoint_url": more.get("endpoint"),
        "region_name": more.get("region"),
        "default_acl": None,
        "file_overwrite": False,  # two files never share a name
        "signature_version": "s3v4",
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


def file(name: str) -> str:
    """The path of a file that is there; refused at start-up when it is not."""
    path = str(env.str(name, default=""))
    if path and not Path(path).is_file():
        raise ImproperlyConfigured(f"{name} names a file that is not there: {path}")
    return path


def whole(name: str, default: int) -> int:
    """A whole number above zero; refused at start-up when it is anything else."""
    value = text(name) or str(default)
    if not (value.isascii() and value.isdigit() and int(value)):
        raise ImproperlyConfigured(f"{name} must be a whole number above zero, not {value!r}")
    return int(value)


def words(name: str) -> list[str]:
    return [word for word in env.str(name, default="").split(",") if word]


def database(name: str) -> dict[str, Any]:
    """A Django database dictionary from a postgresql:// URL."""
    url = text(name)
    if not url:
        raise ImproperlyConfigured(f"{name} is not set")
    if not url.startswith(("postgres://", "postgresql://")):
        raise ImproperlyConfigured(f"{name} must be a postgresql:// URL: MINT runs on PostgreSQL only")
    config: dict[str, Any] = dict(env.db_url_config(url))
    return config


def site(name: str, default: str) -> tuple[str, str, str]:
    """The site's address as (url, scheme, host); refused when it is not http or https."""
    url = text(name, default).rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ImproperlyConfigured(f"{name} must look like https://example.fi, not {url!r}")
    return url, parts.scheme, parts.hostname


def outbound(name: str, default: str, hosts: frozenset[str]) -> str:
    """The address of a server that we ask: https and of an allowed host, or nothing."""
    url = text(name, default)
    parts = urlsplit(url)
    if url and (parts.scheme != "https" or parts.hostname not in hosts):
        raise ImproperlyConfigured(f"{name} must be https and of one of OUTBOUND_HOSTS, not {url!r}")
    return url


def demo(name: str, host: str) -> bool:
    """Demo mode: one-click sign-in. Refused on any host but this machine unless said twice."""
    wanted = flag(name)
    if wanted and host not in LOCAL_HOSTS and not flag("DEMO_IS_PUBLIC"):
        raise ImproperlyConfigured(
            f"DEMO is on and the site is {host}: anybody could sign in as anybody. "
            "Unset DEMO, or set DEMO_IS_PUBLIC=1 for a public demonstration."
        )
    return wanted
