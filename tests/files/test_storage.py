"""Where files are kept is configured; on this machine's disk they are whole or not there at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile

from mint import env
from mint.files.storage import WholeStorage


@pytest.mark.parametrize(
    "url",
    [
        "https://key:secret@bucket",
        "s3://",
        "s3://bucket?endpoin=http://127.0.0.1",
        "s3://bucket?endpoint=http://s3.example.fi",
        "/var/media",
    ],
)
def test_a_storage_that_cannot_be_meant_is_refused_at_the_start(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("S3_URL", url)
    with pytest.raises(ImproperlyConfigured, match="S3_URL"):
        env.storage("S3_URL")


def test_without_one_files_are_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("S3_URL", raising=False)
    assert env.storage("S3_URL") is None


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    storage = WholeStorage(location=tmp_path)

    class Breaking(ContentFile[bytes]):
        def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
            yield b"the first half"
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        storage.save("a/file", Breaking(b"the first half and the second"))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert storage.save("a/file", ContentFile(b"whole")) == "a/file"
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["file"]


def test_a_name_that_was_taken_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    storage = WholeStorage(location=tmp_path)
    (tmp_path / "name").write_bytes(b"another's")
    given = storage._save("name", ContentFile(b"ours"))
    assert given != "name"
    assert ((tmp_path / "name").read_bytes(), (tmp_path / given).read_bytes()) == (b"another's", b"ours")


def test_the_platform_keeps_its_files_so() -> None:
    from mint import settings

    assert settings.STORAGES["default"]["BACKEND"] == "mint.files.storage.WholeStorage"
