from celery import shared_task

from mint.audit import sealing


@shared_task(name="audit.seal")
def seal() -> None:
    sealing.seal()


@shared_task(name="audit.verify")
def verify() -> None:
    sealing.verify()
