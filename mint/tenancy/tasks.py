from celery import shared_task

from mint.tenancy import certifying, visiting


@shared_task(name="tenancy.certify")
def certify() -> None:
    certifying.certify()


@shared_task(name="tenancy.tell_of_emergency")
def tell_of_emergency(*, access_id: int) -> None:
    visiting.tell(access_id)
