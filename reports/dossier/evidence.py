"""What stands behind the figures of a period: the files of the records that were counted, as the reader may see them."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from challenges.models import ChallengeAttachment
from experiments.models import Measurement
from experiments.replication.models import Material
from experiments.staging.models import Document
from mint.actor import Actor
from mint.files.models import Attachment
from mint.files.scanning import Quarantine
from mint.sheets import harmless
from reports.models import FigureRow, Report

Key = tuple[str, int]
NOT_IN_A_NAME = re.compile(r"[^\w.-]+")
LONGEST_NAME = 80


@dataclass(frozen=True)
class Piece:
    """A file of evidence: where it lies in the package, what it was called, and how its bytes are read."""

    path: str
    name: str
    read: Callable[[], bytes]


@dataclass
class Counted:
    """A record of the period, with the figures that it was counted in and its files."""

    record: str
    object_id: int
    title: str
    party: str
    codes: list[str]
    pieces: list[Piece] = field(default_factory=list)

    @property
    def folder(self) -> str:
        return f"evidence/{self.record.partition('.')[2]}-{self.object_id}"


def of_period(report: Report, actor: Actor) -> list[Counted]:
    """Every record of the period once, in the order of its first day."""
    found: dict[Key, Counted] = {}
    rows = FigureRow.objects.visible_to(actor).filter(report=report, on__gte=report.starts_on)
    for row in rows.select_related("figure").order_by("on", "id"):
        key = (row.record, row.object_id)
        counted = found.setdefault(key, Counted(*key, row.title, row.party, []))
        if row.figure.code not in counted.codes:
            counted.codes.append(row.figure.code)
    for find in FINDERS:
        find(found, actor)
    return list(found.values())


def _attached(model: Any, record: str, column: str) -> Callable[[dict[Key, Counted], Actor], None]:
    """The files of one table: those that the virus check has let through."""

    def find(found: dict[Key, Counted], actor: Actor) -> None:
        seen: QuerySet[Attachment] = model.objects.visible_to(actor)
        of_these = seen.filter(**{f"{column}__in": _ids(found, record)}, quarantine=Quarantine.FREE)
        for each in of_these.order_by("id"):
            counted = found[record, getattr(each, column)]
            _add(counted, each.name, _reader(each))

    return find


def _ids(found: Iterable[Key], record: str) -> list[int]:
    return [pk for label, pk in found if label == record]


def _reader(attachment: Attachment) -> Callable[[], bytes]:
    def read() -> bytes:
        with attachment.file.open("rb") as stream:
            return bytes(stream.read())

    return read


def _measured(found: dict[Key, Counted], actor: Actor) -> None:
    """The values of each metric, as they stand: a CSV of each."""
    experiments = _ids(found, EXPERIMENT)
    seen = Measurement.objects.visible_to(actor).filter(metric__experiment_id__in=experiments, is_current=True)
    columns = ("metric__experiment_id", "metric_id", "metric__name", "metric__unit", "measured_on", "value", "note")
    tables: dict[tuple[int, int, str], list[list[str]]] = {}
    for experiment, metric, name, unit, on, value, note in (
        seen.order_by("metric_id", "measured_on", "id").values_list(*columns).iterator(chunk_size=2000)
    ):
        line = [on.isoformat(), format(value.normalize(), "f"), harmless(unit), harmless(note)]
        tables.setdefault((experiment, metric, name), []).append(line)
    for (experiment, _metric, name), lines in tables.items():
        _add(found[EXPERIMENT, experiment], f"{name}.csv", _table(lines))


def _table(lines: list[list[str]]) -> Callable[[], bytes]:
    def read() -> bytes:
        target = io.StringIO()
        csv.writer(target, delimiter=";", lineterminator="\r\n").writerows([["date", "value", "unit", "note"], *lines])
        return target.getvalue().encode("utf-8-sig")

    return read


def _add(counted: Counted, name: str, read: Callable[[], bytes]) -> None:
    """Numbered, so that two files of one name stay two; nothing of a name that a file system reads otherwise."""
    plain = NOT_IN_A_NAME.sub("-", name).strip("-.")
    stem, dot, suffix = plain.rpartition(".")
    short = f"{stem[:LONGEST_NAME]}{dot}{suffix[:8]}" if dot else plain[:LONGEST_NAME]
    counted.pieces.append(Piece(f"{counted.folder}/{len(counted.pieces) + 1}-{short or 'file'}", name, read))


CHALLENGE, EXPERIMENT = "challenges.challenge", "experiments.experiment"
Finder = Callable[[dict[Key, Counted], Actor], Any]
FINDERS: tuple[Finder, ...] = (
    _attached(ChallengeAttachment, CHALLENGE, "challenge_id"),
    _attached(Document, EXPERIMENT, "experiment_id"),
    _attached(Material, EXPERIMENT, "experiment_id"),
    _measured,
)


def pieces(counted: Iterable[Counted]) -> Iterator[Piece]:
    return (piece for each in counted for piece in each.pieces)
