"""The questions that companies were asked about their challenges."""

from collections.abc import Iterable

from challenges.questions.models import Question
from companies.effort.counting import Month, Times, counted, of_companies
from mint.actor import Actor


def answers(actor: Actor, month: Month, company: int | None) -> Iterable[Times]:
    rows = Question.objects.visible_to(actor).filter(created_at__gte=month.since, created_at__lt=month.until)
    asked = of_companies(rows, "organisation", company)
    return counted("question.answer", asked, "organisation_id", "challenge__project_id")
