from celery import shared_task

from experiments import reminding, results


@shared_task(name="experiments.reckon_effects")
def reckon_effects(experiment_id: int) -> None:
    results.refresh_one(experiment_id)


@shared_task(name="experiments.reckon_stale")
def reckon_stale() -> None:
    results.refresh_stale()


@shared_task(name="experiments.remind_due")
def remind_due() -> None:
    """Of values that are late by their plan."""
    reminding.remind_due()
