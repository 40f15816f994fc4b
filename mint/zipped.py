"""ZIP packages (office files too) that are the same bytes from the same parts: no clock, no order of chance."""

import io
import zipfile
from collections.abc import Iterable
from typing import IO

EPOCH = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16


def dated(package: bytes) -> bytes:
    """The parts as they are, each with the earliest day a package can say in the place of now."""
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        return packed((part.filename, old.read(part)) for part in old.infolist())


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    target = io.BytesIO()
    pack(target, parts)
    return target.getvalue()


def pack(target: IO[bytes], parts: Iterable[tuple[str, bytes]]) -> None:
    """Part by part, so that only one of them is in memory."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts:
            package.writestr(_part(name), data)


def _part(name: str) -> zipfile.ZipInfo:
    part = zipfile.ZipInfo(name, EPOCH)
    part.compress_type, part.external_attr, part.create_system = zipfile.ZIP_DEFLATED, READABLE, 3
    return part
