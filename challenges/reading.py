"""A brief as it is read: its parts in words, those without an answer left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.choices import Answerer
from challenges.models import Challenge
from challenges.terms import words_of_terms
from challenges.words import NAMES
from mint.templating import NATIVE, fdate, number
from mint.vocabulary.dimensions import labels_of
from mint.vocabulary.themes import theme_labels

# what a published brief shows, under the headings of its page; the confidential part and the contact stand apart
PROBLEM = ("problem", "affected", "tried")
SOUGHT = ("outcome", "measure", "needs", "limits")
OFFERED = ("offered_hours", "offered_money", "premises", "test_users", "materials", "materials_access", "reward")
ANSWERING = (
    *("answerers", "answer_form", "answer_languages", "accessibility", "decision_on", "timetable"),
    *("afterwards", "afterwards_note", "publicity"),
)
CONTACT = ("contact_name", "contact_email")


@dataclass(frozen=True)
class Part:
    """One answer: what it is called, and what it says. `items` where it is a list."""

    name: str
    label: str
    text: str
    items: tuple[str, ...] = ()


def parts_of(challenge: Challenge, names: Iterable[str]) -> list[Part]:
    """Those of the brief's columns that say something."""
    found = (part_of(challenge, name) for name in names)
    return [part for part in found if part.text]


def part_of(challenge: Challenge, name: str) -> Part:
    """One column in the reader's words; its text is empty where there is no answer."""
    value = getattr(challenge, name)
    items = tuple(items_of(name, value)) if isinstance(value, list) else ()
    return Part(name, str(NAMES[name]), ", ".join(items) if items else _text(challenge, name, value), items)


def items_of(name: str, value: list[str]) -> list[str]:
    """The labels of the keys in a column that holds several."""
    if name == "needs":
        return labels_of(value)
    if name == "themes":
        return theme_labels(value)
    if name == "answerers":
        return [str(Answerer(key).label) for key in value]
    return [NATIVE[key] for key in value if key in dict(settings.LANGUAGES)]


def _text(challenge: Challenge, name: str, value: Any) -> str:
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else ""
    if isinstance(value, date):
        return fdate(value)
    if isinstance(value, Decimal):
        return f"{number(value)} €"
    if isinstance(value, int):
        return ngettext("%(n)s hour", "%(n)s hours", value) % {"n": number(value)}
    label = getattr(challenge, f"get_{name}_display", None)
    return str(label() if label else value)


def sections_of(challenge: Challenge) -> dict[str, Any]:
    """The context of a brief's page."""
    return {
        "problem_parts": parts_of(challenge, PROBLEM),
        "sought_parts": parts_of(challenge, SOUGHT),
        "offered_parts": parts_of(challenge, OFFERED),
        "answering_parts": parts_of(challenge, ANSWERING),
        "contact_parts": parts_of(challenge, CONTACT),
        "theme_labels": theme_labels(challenge.themes),
        "terms": words_of_terms(challenge),
    }
