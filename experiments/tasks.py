from celery import shared_task

from experiments import results


@shared_task(name="experiments.reckon_effects")
def reckon_effects(experiment_id: int) -> None:
    results.refresh_one(experiment_id)


@shared_task(name="experiments.reckon_stale")
def reckon_stale() -> None:
    results.refresh_stale()
