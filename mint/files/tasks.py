from celery import shared_task

from mint.files import waiting


@shared_task(name="files.scan_waiting")
def scan_waiting() -> None:
    waiting.scan()
