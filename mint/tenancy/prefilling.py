"""A company's form filled in from the business register: what one has typed stays, and nothing waits for the register."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from allauth.core import ratelimit
from django.db import models
from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language

from mint.business_register import asking, industries
from mint.business_register.reading import Company
from mint.places.models import Industry, Municipality
from mint.tenancy.forms import CompanyForm

FIELDS = ("name", "municipality", "industry")
Form = TypeVar("Form", bound=CompanyForm)
WAS_FILLED = "filled_"  # beside a field: what the register put there before, which a second look-up may replace


class State(models.TextChoices):
    FOUND = "found"
    WRONG = "wrong"  # no number: nobody was asked
    MISSING = "missing"  # a sole trader, or nobody's number
    SILENT = "silent"
    TOO_OFTEN = "too_often"


@dataclass(frozen=True)
class Answer:
    """What became of a look-up. `filled`: the values that came from the register, by field."""

    state: State
    company: Company | None = None
    filled: Mapping[str, str] = field(default_factory=dict)
    is_elsewhere: bool = False  # the register's municipality is none of ours

    source, licence = asking.SOURCE, asking.LICENCE

    @property
    def town(self) -> str:
        return _spoken(self.company.town) if self.company else ""

    @property
    def line(self) -> str:
        return _spoken(self.company.line) if self.company else ""

    @property
    def hidden(self) -> dict[str, str]:
        return {f"{WAS_FILLED}{name}": value for name, value in self.filled.items()}


def _spoken(words: Mapping[str, str]) -> str:
    """In the reader's language, else in Finnish, else in whichever there is."""
    return words.get((get_language() or "fi")[:2]) or words.get("fi") or next(iter(words.values()), "")


def prefilled(request: HttpRequest, form_class: type[Form], look_up: str) -> tuple[Form, int]:
    """The form as it was sent, with what the register knows in its empty fields; and the status of the page.

    An error is shown of the business ID only: the rest has not been handed in yet.
    """
    form = form_class(request.POST, look_up=look_up)
    wrong = form.errors.get("business_id")
    answer = Answer(State.WRONG) if wrong else _answer(request, form.cleaned_data["business_id"])
    data, answer = filled(request.POST, answer)
    form = form_class(data, look_up=look_up, answer=answer)
    form.errors.clear()
    if wrong:
        form.errors["business_id"] = wrong
    return form, 422 if wrong else 200


def _answer(request: HttpRequest, business_id: str) -> Answer:
    if not ratelimit.consume(request, action="business_register"):
        return Answer(State.TOO_OFTEN)
    try:
        company = asking.look_up(business_id)
    except asking.SilentError:
        return Answer(State.SILENT)
    return Answer(State.FOUND, company) if company else Answer(State.MISSING)


def filled(data: QueryDict, answer: Answer) -> tuple[QueryDict, Answer]:
    """The typed data with the register's values, and the answer with which of them they are."""
    before = {name: str(data.get(f"{WAS_FILLED}{name}", "")) for name in FIELDS}
    if answer.state not in {State.FOUND, State.MISSING}:
        return data, replace(answer, filled=_given(before))
    # what the register gave for another number goes with that number; what was typed stays
    free = [name for name in FIELDS if str(data.get(name, "")).strip() in {"", before[name]}]
    known = _known(answer.company)
    taken = {name: known.get(name, "") for name in free}
    data = data.copy()
    for name, value in taken.items():
        data[name] = value
    is_elsewhere = bool(answer.company and answer.company.municipality_code and "municipality" not in known)
    return data, replace(answer, filled=_given(taken), is_elsewhere=is_elsewhere)


def _given(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def _known(company: Company | None) -> dict[str, str]:
    """The register's values as our form takes them: a municipality and an industry are rows of ours, or not filled in."""
    if company is None:
        return {}
    place = Municipality.objects.filter(code=company.municipality_code).first() if company.municipality_code else None
    rows: Any = Industry.objects.filter(classification=industries.CLASSIFICATION, code=company.section)
    industry = rows.first() if company.section else None
    values = {"name": company.name, "municipality": place and place.pk, "industry": industry and industry.pk}
    return {name: str(value) for name, value in values.items() if value}
