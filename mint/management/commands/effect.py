"""What an experiment changed, with its uncertainty: reads numbers from a file, prints JSON. See experiments/effects/reading.py."""

import json
import sys
from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from experiments.effects import reading
from experiments.effects.estimates import RefusedError
from experiments.effects.report import answer
from experiments.effects.words import said

LARGEST = 50 * 1024 * 1024


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.epilog = reading.__doc__
        parser.add_argument("file", metavar="FILE.json", help="the numbers; - reads them from standard input")

    def handle(self, *_args: Any, file: str, **_options: Any) -> None:
        try:
            found = answer(reading.read(_text(file)))
        except reading.FileError as error:
            raise CommandError(str(error), returncode=2) from error
        except RefusedError as error:
            with override("en"):
                raise CommandError(said(error.said), returncode=1) from error
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2, allow_nan=False))


def _text(file: str) -> str:
    """Raises FileError."""
    try:
        if file == "-":
            content = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(file).open("rb") as opened:
                content = opened.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise reading.FileError(f"{file} cannot be read: {reason}") from error
    if len(content) > LARGEST:
        raise reading.FileError("the file is larger than 50 megabytes")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise reading.FileError("the file is not UTF-8 text") from error
