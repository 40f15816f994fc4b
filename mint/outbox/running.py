"""How a task runs: in a context of its own, with the request id it came from, and the outbox row marked after."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import structlog

from mint.isolation import context
from mint.outbox import relay


def run(
    call: Callable[[], Any],
    *,
    task: str,
    own_contexts: bool = False,
    key: str = "",
    user_id: int | None = None,
    request_id: str = "",
) -> None:
    """Run `call` as `user_id`, or as the system by the task's name. What it raises is noted on its outbox row.

    A task from the outbox is retried by the relay; one from the schedule runs again at its next time.
    """
    with structlog.contextvars.bound_contextvars(task=task, request_id=request_id):
        try:
            with _context(task, user_id, own_contexts=own_contexts):
                call()
        except Exception as error:  # noqa: BLE001  # whatever a task raises is noted on its row, and tried again
            structlog.get_logger(__name__).exception("task.failed")
            if key:
                with context.system("outbox.retry"):
                    relay.retry(key, repr(error))
            return
        if key:
            with context.system("outbox.done"):
                relay.done(key)


def _context(task: str, user_id: int | None, *, own_contexts: bool) -> AbstractContextManager[None]:
    if own_contexts:
        return nullcontext()
    return context.acting(user_id) if user_id is not None else context.system(task)
