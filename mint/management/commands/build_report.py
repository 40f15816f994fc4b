"""A report's files and manifest in a folder, written by the code of the job that builds reports."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from mint.isolation import context
from mint.projects.models import Project
from reports.documents import taking_out
from reports.states import Kind

KINDS = {"monitoring": Kind.FUNDER, **{kind.value: kind for kind in Kind}}


class Command(BaseCommand):
    help = (
        "Write a report's files and its manifest into a folder. A locked report of exactly these days is written from "
        "its frozen rows, and has to come out as it was; otherwise the records are counted as they are now, and "
        "nothing is kept in the database."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--project", required=True, metavar="CODE")
        parser.add_argument("--kind", required=True, choices=sorted(KINDS))
        parser.add_argument("--from", required=True, dest="start", type=date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--to", required=True, dest="end", type=date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--out", required=True, type=Path, metavar="DIR")
        parser.add_argument("--language", choices=[code for code, _name in settings.LANGUAGES], default="")
        parser.add_argument(
            "--figures",
            action="store_true",
            help="only the figures of the submitted report, added up again from its frozen rows into figures.json",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["end"] < options["start"]:
            raise CommandError("The last day is before the first.")
        wanted = ("project", "kind", "start", "end", "language", "figures")
        folder = _folder(**{key: options[key] for key in wanted})
        try:
            _write(options["out"], folder)
        except OSError as error:
            raise CommandError(f"{options['out']} cannot be written: {error.strerror}") from error
        if options["figures"]:
            self.stdout.write(_said(folder))
            return
        source = f"report {folder.report}, locked" if folder.report else "the records as they are now"
        if folder.differs:
            raise CommandError(
                f"Written from {source}, but not as it was locked: {', '.join(folder.differs)}; "
                f"the manifest's SHA-256 is {folder.sha256}."
            )
        self.stdout.write(
            f"{len(folder.files)} files written from {source}; the manifest's SHA-256 is {folder.sha256}."
        )


def _said(folder: taking_out.Folder) -> str:
    if folder.differs:
        raise CommandError(f"The figures of report {folder.report} are not those that were submitted.")
    return (
        f"The figures of report {folder.report}, added up from its frozen rows, are byte for byte those that were "
        f"submitted; the SHA-256 of {taking_out.FIGURES} is {folder.sha256}."
    )


def _folder(*, project: str, kind: str, start: date, end: date, language: str, figures: bool) -> taking_out.Folder:
    with context.system("operator.build_report"):
        found = Project.objects.select_related("funder").filter(code=project).first()
        if found is None:
            raise CommandError(f"There is no project with the code {project}.")
        locked = taking_out.locked(found, KINDS[kind], start, end, language, returned=figures)
        if figures:
            if locked is None:
                raise CommandError("No report of exactly these days has been submitted.")
            return taking_out.figures_again(locked)
        if locked is not None:
            return taking_out.of_locked(locked)
        return taking_out.of_today(found, KINDS[kind], start, end, language or "fi")


def _write(out: Path, folder: taking_out.Folder) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for name, data in folder.files.items():
        (out / name).write_bytes(data)
