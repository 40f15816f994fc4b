"""Read documents again, batch by batch: interrupted, it goes on where it was."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from mint.isolation import context
from mint.search import reading
from mint.search.models import Document
from mint.search.sources import Source, sources

BATCH = 1000


class Command(BaseCommand):
    help = (
        "Give every row that has none its document, and read all documents that the vocabulary of today has not read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--again", action="store_true", help="read those, too, that have been read")

    def handle(self, *_args: Any, again: bool, **_options: Any) -> None:
        with context.system("operator.reindex_search"):
            for source in sources():
                self.stdout.write(f"{source.kind}: {self._documented(source)} rows")
            if again:
                Document.objects.exclude(read_as="").update(read_as="")
            done = 0
            while number := self._read():
                done += number
                self.stdout.write(f"read {done}")

    def _documented(self, source: Source) -> int:
        """By the database's own words for the kind; what is as it was stays as it was."""
        table, number = source.model._meta.db_table, 0
        last: int | None = 0
        statement = f"""SELECT max(id), count(mint.put_document(t)) FROM
          (SELECT * FROM public.{connection.ops.quote_name(table)} WHERE id > %s ORDER BY id LIMIT %s) t"""  # noqa: S608
        while last is not None:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement, [last, BATCH])
                last, done = cursor.fetchone()
            number += done
        return number

    def _read(self) -> int:
        with transaction.atomic():
            return reading.read_unread()
