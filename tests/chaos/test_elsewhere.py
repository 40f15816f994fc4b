"""Past one machine by configuration alone: the queue in RabbitMQ, several workers, documents in S3."""

import os
from typing import Any

import pytest

from mint.isolation import context
from reports.models import ReportFile
from tests.chaos import platform
from tests.chaos.servers import RABBIT, until


@pytest.fixture(scope="module")
def amqp() -> str:
    """The RabbitMQ that AMQP_URL names, or one of our own."""
    if given := os.environ.get("AMQP_URL"):
        return given
    if not RABBIT.exists():
        pytest.skip("RabbitMQ is not installed, and AMQP_URL names none")
    return platform.SERVERS.start_rabbit()


def test_a_report_is_built_through_rabbitmq_by_two_workers(processes: Any, reports: Any, amqp: str) -> None:
    processes.relay(AMQP_URL=amqp)
    for _ in range(2):
        processes.worker(AMQP_URL=amqp)
    report = reports.create()
    reports.wait(report)
    reports.assert_built_once(report)


def test_a_worker_killed_under_rabbitmq_is_taken_over(processes: Any, reports: Any, flags: Any, amqp: str) -> None:
    flags.up("hold")
    processes.relay(AMQP_URL=amqp)
    processes.beat()
    first = processes.worker(AMQP_URL=amqp)
    report = reports.create()
    flags.wait_for_holder(report)
    platform.kill(first)
    flags.down("hold")
    processes.worker(AMQP_URL=amqp)
    reports.wait(report)
    reports.assert_built_once(report)


def test_the_documents_of_workers_on_several_machines_are_in_one_store(processes: Any, reports: Any) -> None:
    """Two workers that share no disk write them to S3: moto's server, as anybody's."""
    boto3, server = pytest.importorskip("boto3"), pytest.importorskip("moto.server")
    s3 = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    s3.start()
    try:
        endpoint = "http://{}:{}".format(*s3.get_host_and_port())
        client = boto3.client(
            "s3", endpoint_url=endpoint, aws_access_key_id="k", aws_secret_access_key="s", region_name="us-east-1"
        )
        client.create_bucket(Bucket="mint")
        url = f"s3://k:s@mint?endpoint={endpoint}&region=us-east-1"
        processes.relay(S3_URL=url)
        for number in range(2):
            processes.worker(S3_URL=url, MEDIA_ROOT=f"{os.environ['MEDIA_ROOT']}-{number}")
        report = reports.create()
        reports.wait(report)
        reports.assert_built_once(report)
        with context.system("chaos"):
            names = set(ReportFile.objects.filter(report=report).values_list("file", flat=True))
        until(lambda: {each["Key"] for each in client.list_objects_v2(Bucket="mint")["Contents"]} == names, 10)
        client.close()
    finally:
        s3.stop()
