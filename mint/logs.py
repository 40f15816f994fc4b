"""Structured logs: one JSON object a line, with the request id that also follows into the jobs."""

import logging
from typing import Any

import structlog


def without_query(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """What people typed into an address, a search say, is not for the logs."""
    if isinstance(request := event.get("request"), str):
        event["request"] = request.partition("?")[0]
    return event


SHARED: list[Any] = [
    without_query,
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
