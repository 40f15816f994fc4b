from celery import shared_task

from challenges.evaluation import calendar


@shared_task(name="evaluation.close_due")
def close_due() -> None:
    """Phases whose last day has ended."""
    calendar.close_due()


@shared_task(name="evaluation.remind_due")
def remind_due() -> None:
    """Those who have not finished, shortly before the last day."""
    calendar.remind_due()


@shared_task(name="evaluation.share_out")
def share_out(*, phase_id: int) -> None:
    """Somebody stepped aside: what they had is given to others. A second run finds nothing lacking."""
    calendar.share_out(phase_id)
