"""A report's documents in S3-compatible storage, by configuration alone."""

from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

from mint import env
from mint.isolation import context
from reports.documents.kept import differs, keep
from reports.models import Report, ReportFile
from reports.states import FileKind

KEY, SECRET, BUCKET = "avain", "salaisuus/ja+muuta", "mint-asiakirjat"


@pytest.fixture
def s3(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An S3 server on this machine, given to the platform as an installation gives its own."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    monkeypatch.setenv("S3_URL", f"s3://{KEY}:salaisuus%2Fja%2Bmuuta@{BUCKET}?endpoint={endpoint}&region=eu-north-1")
    client = boto3.client(
        "s3", endpoint_url=endpoint, aws_access_key_id=KEY, aws_secret_access_key=SECRET, region_name="eu-north-1"
    )
    client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-north-1"})
    settings.STORAGES = {**settings.STORAGES, "default": env.storage("S3_URL")}
    yield client
    client.close()
    server.stop()


def kept_in(s3: Any) -> set[str]:
    return {each["Key"] for each in s3.list_objects_v2(Bucket=BUCKET).get("Contents", [])}


@pytest.mark.services
def test_a_reports_documents_are_kept_in_s3_by_configuration_alone(
    s3: Any, started: Report, run_outbox: Callable[[], list[str]], log_in: Any, django_capture_on_commit_callbacks: Any
) -> None:
    run_outbox()
    with context.system("test"):
        files = list(started.files.order_by("kind"))
        assert [each.kind for each in files] == sorted(FileKind.values)
        assert not any(differs(each) for each in files)
        assert kept_in(s3) == {str(each.file.name) for each in files}
        pdf = next(each for each in files if each.kind == FileKind.PDF)
        with pdf.file.open("rb") as stream:
            content = stream.read()
    assert content.startswith(b"%PDF")
    answer = log_in("manager").get(pdf.get_absolute_url())
    assert (b"".join(answer.streaming_content) if answer.streaming else answer.content) == content

    with context.system("test"), django_capture_on_commit_callbacks(execute=True):
        new = keep(started, FileKind.PDF, b"%PDF-new")
    assert str(pdf.file.name) not in kept_in(s3)
    assert not differs(new)
    s3.delete_object(Bucket=BUCKET, Key=str(new.file.name))
    with context.system("test"):
        assert differs(ReportFile.objects.get(pk=new.pk))
