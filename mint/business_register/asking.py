"""The look-up: two seconds at most, outside any transaction, and it writes nothing."""

from urllib.parse import urlencode

import structlog
from django.conf import settings

from mint import outbound
from mint.business_register import invented, reading
from mint.business_register.breaker import Breaker
from mint.business_register.reading import Company

SOURCE = "https://avoindata.prh.fi/"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
MOST_BYTES = 256 * 1024
BREAKER = Breaker("business_register")


class SilentError(Exception):
    """The register does not answer now, or what it answers cannot be read: one types by hand."""


def is_on() -> bool:
    return bool(settings.BUSINESS_REGISTER_URL) or settings.DEMO


def look_up(business_id: str) -> Company | None:
    """What the register says of a number in its canonical form; None where it has none (sole traders are not in it)."""
    if not is_on():
        raise SilentError
    if not settings.BUSINESS_REGISTER_URL:
        return invented.COMPANIES.get(business_id)
    if not BREAKER.allows():
        raise SilentError
    try:
        found = reading.read(_ask(business_id), business_id)
    except outbound.BusyError as error:
        raise SilentError from error  # the register has not failed: it was not asked
    except (outbound.OutOfReachError, reading.NonsenseError) as error:
        BREAKER.failed(at_once=isinstance(error, TooManyError))
        structlog.get_logger(__name__).warning("business_register.silent", error=repr(error))
        raise SilentError from error
    BREAKER.succeeded()
    return found


class TooManyError(outbound.OutOfReachError):
    """429: the register asks to be left alone."""


def _ask(business_id: str) -> bytes:
    """The body of an answer that is one. OutOfReachError for every other, a redirect too: it leads to no other host."""
    base = settings.BUSINESS_REGISTER_URL.rstrip("/")
    status, body = outbound.fetch(
        f"{base}/companies?{urlencode({'businessId': business_id})}",
        seconds=settings.BUSINESS_REGISTER_SECONDS,
        most=MOST_BYTES,
    )
    if status == 429:
        raise TooManyError("429")
    if status != 200:
        raise outbound.OutOfReachError(str(status))
    return body
