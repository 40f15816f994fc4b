"""An invitation opened before one had an account: proving one's address by a mailed link forgets where one was going."""

from django.http import HttpRequest

from mint.sealing import opened, sealed

KEY = "invited_by"  # of a visitor's session, sealed: whoever has the address may try to accept


def remember(request: HttpRequest) -> None:
    request.session[KEY] = sealed(request.path)


def waiting(request: HttpRequest) -> str:
    """The invitation's address, once; empty where there is none."""
    return opened(request.session.pop(KEY, "")) if KEY in request.session else ""
