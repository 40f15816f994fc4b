from celery import shared_task

from reports import actions
from reports.counting import standing


@shared_task(name="reports.build_due")
def build_due() -> None:
    actions.build_due()


@shared_task(name="reports.note_standings")
def note_standings() -> None:
    standing.note_all()
