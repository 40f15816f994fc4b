"""`build_report` and `verify_report`: a folder that says by itself whether it is whole."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from challenges.models import Challenge
from mint import clock
from mint.isolation import context
from mint.projects.models import FunderProfile
from reports import workflow
from reports.documents.verifying import canonical, sealed
from reports.models import Figure, Report
from reports.states import FileKind
from tests.reports.conftest import END, START
from tests.world import World

PERIOD = {"project": "MINT-2", "kind": "monitoring", "start": str(START), "end": str(END)}


def build(out: Path, capsys: pytest.CaptureFixture[str], **more: Any) -> str:
    given = {**PERIOD, **more}
    arguments = [f"--project={given['project']}", f"--kind={given['kind']}"]
    arguments += [f"--from={given['start']}", f"--to={given['end']}", f"--out={out}"]
    call_command("build_report", *arguments)
    return capsys.readouterr().out


def verify(out: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    call_command("verify_report", str(out), *more)
    return capsys.readouterr().out


@pytest.fixture
def locked(report: Report, acting_as: Any) -> Report:
    with acting_as("manager") as actor:
        approved = workflow.approve(report, actor=actor, on=clock.today(), paragraph="§ 12")
        return workflow.submit(approved, actor=actor)


def test_a_period_is_counted_now_and_nothing_stays(
    records: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = build(tmp_path, capsys)
    assert said.count("\n") == 1
    assert "from the records as they are now" in said
    assert {each.suffix for each in tmp_path.iterdir()} == {f".{kind.value}" for kind in FileKind} | {".sha256"}
    whole = verify(tmp_path, capsys)
    assert whole.count("\n") == 1
    assert whole.startswith(f"The report is whole: {len(FileKind)} files, ")
    with context.system("test"):
        assert not Report.objects.exists()
        assert not Figure.objects.exists()


def test_a_locked_report_is_written_from_its_frozen_rows_to_the_byte(
    locked: Report, records: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever has happened to the records, and to the names of project and funder, since."""
    with context.system("test"):
        Challenge.objects.filter(project=records.project).update(title="Toinen")
        FunderProfile.objects.update(sentence_fi="Aivan muu lause", fund_fi="Toinen rahasto")
        records.project.name_fi = "Uusi nimi"
        records.project.save()
        kept = {each.name: Path(each.file.path).read_bytes() for each in locked.files.all()}
    assert f"from report {locked.pk}, locked" in build(tmp_path / "a", capsys)
    build(tmp_path / "b", capsys)
    assert {name: (tmp_path / "a" / name).read_bytes() for name in kept} == kept
    for each in (tmp_path / "a").iterdir():
        assert each.read_bytes() == (tmp_path / "b" / each.name).read_bytes(), each.name
    assert locked.sha256 in verify(tmp_path / "a", capsys, "--sha256", locked.sha256)
    with pytest.raises(CommandError, match="checksum that was given"):
        verify(tmp_path / "a", capsys, "--sha256", "0" * 64)


def test_what_was_downloaded_from_the_reports_page_is_checked_as_it_is_and_so_is_an_opened_dossier(
    locked: Report, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier, downloaded = tmp_path / "dossier", tmp_path / "downloaded"
    build(dossier / "report", capsys)
    assert locked.sha256 in verify(dossier, capsys)
    shutil.copytree(dossier / "report", downloaded)
    (downloaded / "manifest.sha256").unlink()
    (downloaded / "manifest.json").rename(downloaded / "MINT-2-funder-1-manifest.json")
    assert locked.sha256 in verify(downloaded, capsys, "--sha256", locked.sha256)
    with pytest.raises(CommandError, match="checksum that was given"):
        verify(downloaded, capsys, "--sha256", "0" * 64)
    with pytest.raises(CommandError, match="does not say the hash"):
        verify(downloaded, capsys)


def test_what_comes_out_otherwise_than_it_was_locked_is_named(
    locked: Report, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.documents.sheets.listing", lambda _document: b"otherwise")
    with pytest.raises(CommandError, match=r"not as it was locked: MINT-2-funder-\S+\.csv, manifest\.json"):
        build(tmp_path, capsys)


def test_every_change_of_the_folder_is_named(
    records: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(tmp_path, capsys)
    pdf = next(tmp_path.glob("*.pdf"))
    whole = pdf.read_bytes()
    pdf.write_bytes(whole + b"x")
    _refused(tmp_path, capsys, "pdf is not the file that was hashed")
    pdf.unlink()
    _refused(tmp_path, capsys, "pdf is not there")
    pdf.write_bytes(whole)
    (tmp_path / "manifest.sha256").write_bytes(sealed("0" * 64))
    _refused(tmp_path, capsys, "does not say the hash of manifest.json")
    said = json.loads((tmp_path / "manifest.json").read_bytes())
    _put(tmp_path, json.dumps(said, indent=1).encode())
    _refused(tmp_path, capsys, "not written canonically")
    figure = next(each for each in said["figures"] if each["code"] == "MINT05")
    figure["value"] = "3.00"
    _put(tmp_path, canonical(said))
    _refused(tmp_path, capsys, "MINT05: the rows add up to 2.00, and the value is 3.00")
    figure["value"] = "2.00"
    figure["rows"].append([*figure["rows"][0][:4], "0.00", "1.00"])
    _put(tmp_path, canonical(said))
    _refused(tmp_path, capsys, "is counted more than once")


@pytest.mark.parametrize("said", [b"", b"[]", b'{"format":"mint-report-1"}', b'{"format":1,"files":3}', b"\xff"])
def test_what_is_no_manifest_is_refused(said: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _refused(tmp_path, capsys, "cannot be read")
    _put(tmp_path, said)
    _refused(tmp_path, capsys, "not a report's manifest")


def test_a_manifest_names_no_file_elsewhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "secret-x-a-b.pdf").write_bytes(b"")
    content = {"format": "mint-report-1", "project": "../secret", "kind": "x", "period": ["a", "b"], "figures": []}
    inside = tmp_path / "inside"
    inside.mkdir()
    _put(inside, canonical({**content, "files": [["pdf", 0, "0"]]}))
    _refused(inside, capsys, "secret-x-a-b.pdf is not there")


def test_what_cannot_be_built_says_why(records: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError, match="no project with the code NONE"):
        build(tmp_path, capsys, project="NONE")
    with pytest.raises(CommandError, match="before the first"):
        build(tmp_path, capsys, start=str(END), end=str(START))
    (tmp_path / "file").touch()
    with pytest.raises(CommandError, match="cannot be written"):
        build(tmp_path / "file", capsys)


def _put(folder: Path, said: bytes) -> None:
    (folder / "manifest.json").write_bytes(said)
    (folder / "manifest.sha256").write_bytes(sealed(hashlib.sha256(said).hexdigest()))


def _refused(folder: Path, capsys: pytest.CaptureFixture[str], why: str) -> None:
    with pytest.raises(CommandError) as refused:
        verify(folder, capsys)
    assert why in str(refused.value)
    assert "\n" not in str(refused.value)
