from celery import shared_task

from mint.privacy import downloading, erasing


@shared_task(name="privacy.build_download")
def build_download(*, download_id: int) -> None:
    downloading.build(download_id)


@shared_task(name="privacy.erase_due")
def erase_due() -> None:
    erasing.erase_due()


@shared_task(name="privacy.delete_downloads")
def delete_downloads() -> None:
    downloading.delete_expired()
