"""What may be discussed. Apps above register their nouns; this app imports none of them.

For each noun the app above also makes two functions of the database, beside this module's rules and saying the same:
`mint.parties_of_<table>(id)`, the organisations that take part beside the owner, and, where there are evaluators,
`mint.evaluators_of_<table>(id)`, the people to whom the case is open now.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import Http404
from django.utils.functional import Promise

from mint.actor import Actor

Rows = models.QuerySet[Any]


def _everybody_who_sees_it(_actor: Actor, _obj: Any) -> bool:
    return True


def _none(_obj: Any) -> list[dict[str, Any]]:
    return []


@dataclass(frozen=True)
class Subject:
    """A noun with `organisation`, `municipality`, `project` and `visible_to(actor)`, and what its app says of it.

    `joined(organisation_ids, id)` gives rows where one of these takes part beside the owner, `opened(user_id, id)` rows
    where this person evaluates it; `id` is a number, or the column of a query around it. `page(obj, slug)` is the address
    of its page in that workspace, or the public one without a slug.
    """

    model: type[models.Model]
    word: str  # in addresses
    title: "str | Promise"  # of the list it belongs to
    page: Callable[[Any, str], str]
    joined: Callable[[Sequence[int], Any], Rows]
    is_closed: Callable[[Any], bool]
    opened: Callable[[int, Any], Rows] | None = None
    may_read: Callable[[Actor, Any], bool] = _everybody_who_sees_it
    events: Callable[[Any], list[dict[str, Any]]] = _none

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    def rows(self, actor: Actor) -> Rows:
        seen: Rows = self.model._default_manager.visible_to(actor)  # type: ignore[attr-defined]  # every noun has the door
        return seen

    def takes_part(self, organisation_ids: Sequence[int], pk: Any) -> bool:
        return bool(organisation_ids) and self.joined(organisation_ids, pk).exists()

    def evaluates(self, actor: Actor, pk: Any) -> bool:
        return self.opened is not None and actor.user_id is not None and self.opened(actor.user_id, pk).exists()


_subjects: dict[str, Subject] = {}


def register_subject(subject: Subject) -> None:
    _subjects[subject.label] = subject


def registered() -> list[Subject]:
    return list(_subjects.values())


def of(obj: models.Model) -> Subject:
    return _subjects[obj._meta.label_lower]


def of_label(label: str) -> Subject:
    return _subjects[label]


def of_word(word: str) -> Subject:
    """By the word of its addresses; there is no page for another."""
    for subject in _subjects.values():
        if subject.word == word:
            return subject
    raise Http404
