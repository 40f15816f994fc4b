"""Files on this machine's disk: whole, or not there at all."""

import os
import secrets
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage


class WholeStorage(FileSystemStorage):
    """Written beside its place and put there once the disk has it: a full disk, or a killed process, leaves no half of it."""

    def _save(self, name: str, content: Any) -> str:
        beside = f"{name}.{secrets.token_hex(6)}.part"
        try:
            kept = super()._save(beside, content)  # type: ignore[misc]  # the stubs lack it
            written = Path(self.path(kept))
            with written.open("rb") as stream:
                os.fsync(stream.fileno())
            return self._placed(written, name)
        finally:
            Path(self.path(beside)).unlink(missing_ok=True)

    def _placed(self, written: Path, name: str) -> str:
        """Under its name, or, where somebody took that meanwhile, under another."""
        while True:
            try:
                os.link(written, self.path(name))
            except FileExistsError:
                name = self.get_available_name(name)
            else:
                return name
