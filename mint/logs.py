"""Structured logs: one JSON object a line, with the request id that also follows into the jobs."""

import logging
import re
from typing import Any

import sentry_sdk
import structlog

# what opens something to whoever has it: long with capitals, or with a digest in it, as no slug of ours is
TOKEN = re.compile(r"(?<=/)(?:(?=[\w:-]*[A-Z])[\w:-]{30,}|[\w:-]*?[0-9a-f]{32}[\w:-]*)(?=[/.?\s]|$)")


def without_secrets(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """What people typed into an address, a search say, is not for the logs; nor is the token of a mailed link.

    Django's own lines name the address of what was refused in their text.
    """
    if isinstance(request := event.get("request"), str):
        event["request"] = TOKEN.sub("…", request.partition("?")[0])
    if isinstance(text := event.get("event"), str):
        event["event"] = TOKEN.sub("…", text)
    return event


def without_tokens(event: Any, _hint: Any = None) -> Any:
    """An error as it may leave for where errors are watched: the tokens of mailed links stay here, wherever they stand."""
    if isinstance(event, dict):
        return {key: without_tokens(value) for key, value in event.items()}
    if isinstance(event, list | tuple):
        return [without_tokens(value) for value in event]
    return TOKEN.sub("…", event) if isinstance(event, str) else event


def watched_at(dsn: str) -> None:
    """Errors are told there, without what was typed and what a function held at that moment: both may be anybody's."""
    sentry_sdk.init(
        dsn=dsn,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        before_send=without_tokens,
    )


SHARED: list[Any] = [
    without_secrets,
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]


def formatter() -> logging.Formatter:
    """The formatter of settings.LOGGING; also sends structlog's own loggers through the standard library."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=SHARED,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
