"""Ask an address as somebody, and say in one word what came of it; all that it did is taken back."""

from http.cookies import SimpleCookie
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.test.client import ClientHandler

from mint.addresses import page_above

THROUGH, REFUSED, HIDDEN, SIGN_IN, NOT_OFFERED, BROKEN = "through", "403", "404", "sign in", "405", "500"
WORDS = {401: SIGN_IN, 403: REFUSED, 404: HIDDEN, 405: NOT_OFFERED, 500: BROKEN}
FORM = "application/x-www-form-urlencoded"
# sessions are written by signing in and read in every request; nothing else is excepted
WRITTEN = """
SELECT coalesce(sum(pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
                    + pg_stat_get_xact_tuples_deleted(oid)), 0)
FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'django_session'
"""


class Answer(NamedTuple):
    word: str
    wrote: int  # rows inserted, changed or deleted, even where that was taken back
    status: int
    response: Any


class Visitor:
    """The signed-in browser given, without the test client's copy of every template's context: it takes half the time."""

    def __init__(self, client: Client, *, secure: bool = False) -> None:
        self.secure = secure
        self.cookies = SimpleCookie({name: morsel.value for name, morsel in client.cookies.items()})
        self.handler = ClientHandler(enforce_csrf_checks=False)
        self.written = written()

    def ask(self, method: str, path: str, **headers: str) -> Answer:
        before = self.written
        response = self.answer_to(method, path, secure=self.secure, **headers)
        return Answer(word_of(response, method, path), self.written - before, response.status_code, response)

    def answer_to(self, method: str, path: str, *, secure: bool = False, body: bytes = b"", **headers: str) -> Any:
        """The roll-back also takes away whom row security saw: the next request begins as a new transaction does."""
        request = RequestFactory().generic(method, path, body, content_type=FORM, secure=secure, headers=headers)
        environ = request.environ | {"HTTP_COOKIE": self.cookies.output(attrs=[], header="", sep=";").strip()}
        with transaction.atomic():
            response = self.handler(environ)
            for _chunk in response.streaming_content if response.streaming else ():
                pass  # a file is closed where it ends
            self.written = written()
            transaction.set_rollback(True)
        return response


def written() -> int:
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        return int(cursor.fetchone()[0])


def word_of(response: Any, method: str, path: str) -> str:
    """An address that takes forms only leads a visitor to the page above it: it is not offered either."""
    to = response.get("Location", "")
    if response.status_code in {302, 303} and "/login/" in to:
        return SIGN_IN
    if method in {"GET", "HEAD"} and response.status_code == 303 and to == page_above(path):
        return NOT_OFFERED
    return WORDS.get(response.status_code, THROUGH)
