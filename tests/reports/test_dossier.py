"""The dossier: a locked report with its evidence and its log in one package, which opens without a network."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from challenges.models import Challenge, ChallengeAttachment
from experiments.models import Experiment, Measurement
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.jobs.models import Job
from mint.notifications.models import Notification
from mint.web import MoveError
from reports import workflow
from reports.dossier import actions
from reports.dossier.models import Dossier
from reports.models import Report
from tests.reports.conftest import WITHIN
from tests.world import World

BASE = "/fi/t/university/raportit/"


@pytest.fixture
def locked(report: Report, acting_as: Any, world: World) -> Report:
    with context.system("test"):
        _evidence(world)
    with acting_as("manager") as actor:
        approved = workflow.approve(report, actor=actor, on=clock.today(), paragraph="§ 12")
        return workflow.submit(approved, actor=actor)


def _evidence(world: World) -> None:
    """Two files of one odd name on the period's challenge, one that the virus check holds back; values of a metric."""
    case = Challenge.objects.get(title="=1+1 on haaste")
    for name, state in (("../Kuva ä:1.png", "free"), ("../Kuva ä:1.png", "free"), ("virus.bin", "infected")):
        ChallengeAttachment.objects.create(
            organisation=world.company, challenge=case, file=ContentFile(name.encode(), "x"), name=name,
            content_type="image/png", size=3, quarantine=state,
        )  # fmt: skip
    experiment = Experiment.objects.get(started_at=clock.at(WITHIN))
    Measurement.objects.create(
        organisation=world.municipality, metric=experiment.metrics.get(), measured_on=WITHIN, value=3, note="=1+1"
    )


@pytest.fixture
def opened(locked: Report, acting_as: Any, run_outbox: Callable[[], list[str]]) -> zipfile.ZipFile:
    with acting_as("manager") as actor:
        actions.ask(locked, actor=actor)
    run_outbox()
    with context.system("test"):
        assert Job.objects.get(kind="dossier").state == "done"
        kept = Dossier.objects.get(report=locked)
        made = Path(kept.file.path).read_bytes()
    assert (hashlib.sha256(made).hexdigest(), len(made)) == (kept.sha256, kept.size)
    assert kept.evidence == 3
    return zipfile.ZipFile(io.BytesIO(made))


class Links(HTMLParser):
    """What a page leads to and loads."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in {"href", "src"} and value]


def test_every_part_is_hashed_and_the_page_leads_to_each_without_a_network(opened: zipfile.ZipFile) -> None:
    from urllib.parse import unquote

    names = set(opened.namelist())
    sums = dict(reversed(line.split("  ", 1)) for line in opened.read("SHA256SUMS").decode().splitlines())
    assert sums.keys() == names - {"SHA256SUMS"}
    assert all(hashlib.sha256(opened.read(name)).hexdigest() == digest for name, digest in sums.items())
    page = Links()
    page.feed(opened.read("index.html").decode())
    linked = {unquote(each) for each in page.found}
    assert linked <= names
    assert linked >= {name for name in names if name.startswith(("report/M", "evidence/"))}
    assert not [name for name in names if name.startswith("/") or ".." in name.split("/")]


def test_the_report_in_it_verifies_by_the_documented_command(
    opened: zipfile.ZipFile, locked: Report, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened.extractall(tmp_path)
    call_command("verify_report", str(tmp_path / "report"), "--sha256", locked.sha256)
    assert "The report is whole: 5 files" in capsys.readouterr().out


def test_the_evidence_is_of_the_periods_records_and_nothing_that_was_held_back(opened: zipfile.ZipFile) -> None:
    evidence = [name for name in opened.namelist() if name.startswith("evidence/")]
    assert sorted(name.rpartition("/")[2] for name in evidence) == ["1-Kuva-ä-1.png", "1-Ranta.csv", "2-Kuva-ä-1.png"]
    table = next(name for name in evidence if name.endswith(".csv"))
    assert opened.read(table).decode("utf-8-sig").splitlines() == ["date;value;unit;note", f"{WITHIN};3;m;'=1+1"]


def test_the_log_tells_what_was_done_and_no_names(opened: zipfile.ZipFile, world: World) -> None:
    log = opened.read("log.csv").decode("utf-8-sig")
    assert [line.split(";")[3] for line in log.splitlines()[1:]] == [
        "report.created",
        "report.build_started",
        "report.built",
        "report.partners_asked",
        "approval.given",
        "report.approved",
        "report.submitted",
        "report.dossier_asked",
    ]
    assert str(world.people["manager"].pk) in log
    for name in ("log.csv", "index.html"):
        assert "Manager" not in opened.read(name).decode()


def test_a_second_one_takes_the_place_of_the_first_and_the_asker_is_told(
    opened: zipfile.ZipFile, locked: Report, acting_as: Any, run_outbox: Callable[[], list[str]]
) -> None:
    with context.system("test"):
        first = Path(Dossier.objects.get(report=locked).file.path)
    with acting_as("manager") as actor:
        actions.ask(locked, actor=actor)
        with pytest.raises(MoveError):
            actions.ask(locked, actor=actor)
    run_outbox()
    with context.system("test"):
        second = Path(Dossier.objects.get(report=locked).file.path)
        assert second != first
        assert second.exists()
        told = Notification.objects.filter(kind="dossier_ready").values_list("user__email", flat=True)
        assert list(told) == ["manager@example.test"] * 2
        assert Entry.objects.filter(verb="report.dossier_asked").count() == 2


def test_a_report_that_is_not_what_was_locked_gives_none(
    locked: Report, acting_as: Any, run_outbox: Callable[[], list[str]], log_in: Callable[[str], Client]
) -> None:
    with context.system("test"), Path(locked.files.get(kind="csv").file.path).open("ab") as stream:
        stream.write(b"x")
    with acting_as("manager") as actor:
        actions.ask(locked, actor=actor)
    run_outbox()
    with context.system("test"):
        assert Job.objects.get(kind="dossier").state == "failed"
        assert not Dossier.objects.exists()
    assert "Asiakirjakansiota ei voitu koota" in log_in("manager").get(f"{BASE}{locked.pk}/").content.decode()


def test_a_file_that_is_gone_is_told_of(
    locked: Report, acting_as: Any, run_outbox: Callable[[], list[str]], world: World
) -> None:
    with context.system("test"):
        gone = ChallengeAttachment.objects.filter(quarantine="free").first()
        assert gone is not None
        Path(gone.file.path).unlink()
    with acting_as("manager") as actor:
        actions.ask(locked, actor=actor)
    run_outbox()
    with context.system("test"), Dossier.objects.get().file.open("rb") as stream:
        page = zipfile.ZipFile(stream).read("index.html").decode()
    assert "tiedosto on poissa" in page


def test_it_is_put_together_from_a_locked_report_by_its_manager(report: Report, acting_as: Any) -> None:
    with acting_as("manager") as actor, pytest.raises(MoveError):
        actions.ask(report, actor=actor)
    for who in ("curator", "teacher", "coordinator", "other_manager"):
        with acting_as(who) as actor, pytest.raises(PermissionDenied):
            actions.ask(report, actor=actor)
    with acting_as("manager"), pytest.raises(ProgrammingError), transaction.atomic():
        Dossier.objects.create(
            organisation_id=report.organisation_id, report=report, sha256="", evidence=0, name="x", size=1
        )


def test_the_page_offers_it_in_each_language_at_one_cost(
    opened: zipfile.ZipFile, locked: Report, log_in: Callable[[str], Client]
) -> None:
    client = log_in("manager")
    for language, heading in (("fi", "Asiakirjakansio"), ("sv", "Dokumentmapp"), ("en", "Dossier")):
        page = client.get(f"/{language}/t/university/raportit/{locked.pk}/").content.decode()
        assert f'<h2 id="dossier">{heading}</h2>' in page
    with CaptureQueriesContext(connection) as asked:
        client.get(f"{BASE}{locked.pk}/")
    of_it = [each["sql"] for each in asked.captured_queries if "dossier" in each["sql"]]
    assert len(of_it) == 2  # its row and its job
    answer = client.get(f"{BASE}{locked.pk}/kansio/")
    assert answer["Content-Disposition"].endswith('.zip"')
    assert b"".join(answer.streaming_content).startswith(b"PK")


def test_it_is_asked_for_by_a_form(locked: Report, log_in: Callable[[str], Client]) -> None:
    client = log_in("manager")
    answer = client.post(f"{BASE}{locked.pk}/kansio/koosta/", follow=True)
    assert "Asiakirjakansiota kootaan. Saatte tiedon" in answer.content.decode()
    assert client.post(f"{BASE}{locked.pk}/kansio/koosta/").status_code == 409
