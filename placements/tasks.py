from celery import shared_task

from placements import choosing


@shared_task(name="placements.delete_old_applications")
def delete_old_applications() -> None:
    choosing.delete_old()
