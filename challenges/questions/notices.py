"""Which messages a question causes."""

from django.urls import reverse

from challenges.questions.models import Question
from mint.actor import Actor
from mint.notifications.notify import Recipients, notify


def asked(question: Question, actor: Actor) -> None:
    """The text is not sent along: nobody has read yet what it is."""
    challenge = question.challenge
    notify(
        "challenge_question_asked",
        Recipients(organisations=[challenge.organisation_id]),
        path=reverse("challenges:go", args=[challenge.pk]),
        context={"title": challenge.title},
        but=actor.user_id,
    )


def published(question: Question, actor: Actor) -> None:
    """To the asker: answered, or published for others to see."""
    challenge = question.challenge
    notify(
        "challenge_question_answered" if question.answer else "challenge_question_published",
        Recipients(users=[question.asker_id or 0]),
        path=challenge.get_absolute_url(),
        context={"title": challenge.title, "answer": question.answer},
        but=actor.user_id,
    )
