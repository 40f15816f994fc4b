from celery import shared_task

from mint.privacy import consenting, downloading, erasing, retention


@shared_task(name="privacy.build_download")
def build_download(*, download_id: int) -> None:
    downloading.build(download_id)


@shared_task(name="privacy.erase_due")
def erase_due() -> None:
    erasing.erase_due()


@shared_task(name="privacy.retain")
def retain() -> None:
    retention.follow()


@shared_task(name="privacy.note_notice")
def note_notice(*, user_id: int, version: str, key: str) -> None:
    consenting.note_notice(user_id=user_id, version=version, key=key)
