"""Reply texts filled in for one challenge: two places, replaced once, so that nothing in a title is a place itself."""

import re

from django.utils import translation

from challenges.curation.models import ReplyText
from challenges.models import Challenge
from mint.templating import fdate

PLACES = ("title", "deadline")
PLACE = re.compile(r"\{\s*([^{}]*?)\s*\}")


def unknown_places(text: str) -> list[str]:
    return [name for name in PLACE.findall(text) if name not in PLACES]


def filled(reply: ReplyText, challenge: Challenge) -> str:
    """In the challenge's language: its owner reads it."""
    with translation.override(challenge.language):
        values = {"title": challenge.title, "deadline": fdate(challenge.deadline_on)}
    return PLACE.sub(lambda place: values.get(place[1], place[0]), reply.text_in(challenge.language))
