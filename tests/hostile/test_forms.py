"""Forms take what they ask for and nothing else; no text, number or date that one can type is a server error."""

from urllib.parse import quote, urlencode

import pytest
from django import forms
from django.apps import apps
from django.urls import get_resolver, reverse

from challenges.models import Challenge
from mint.isolation import context
from tests.access import REGISTRY
from tests.hostile.pages import Reader, lines_for, page

# what only a move, an action or the request's own context sets
SET_ELSEWHERE = {
    "id", "organisation", "owner", "user", "state", "stage", "version", "created_at", "created_by", "roles", "role",
    "is_staff", "is_superuser", "is_active", "is_verified", "is_public", "is_locked", "published_at", "approved_by",
    "approved_at", "locked_at", "sha256", "token_hash", "quarantine", "form_key", "municipality", "project", "password",
}  # fmt: skip
# the same word for something else: who does what, as text; where the work is done; for which of one's projects
CHOSEN_HERE = {"PlanForm.roles", "PlacementForm.municipality", "TemplateForm.project"}
OURS = tuple(
    f"{config.name}." for config in apps.get_app_configs() if not config.name.startswith(("django", "allauth"))
)


def own_forms():
    get_resolver().url_patterns  # noqa: B018  # imports every view, and so every form
    waiting, found = [forms.ModelForm], []
    while waiting:
        below = waiting.pop().__subclasses__()
        waiting += below
        found += [form for form in below if form.__module__.startswith(OURS) and form._meta.model]
    return found


@pytest.mark.attack(3)
def test_every_form_of_a_model_lists_its_fields_and_none_that_is_set_elsewhere():
    assert len(own_forms()) > 6
    open_ended = [form.__name__ for form in own_forms() if form._meta.fields in (None, "__all__") or form._meta.exclude]
    too_much = [
        f"{form.__name__}.{name}" for form in own_forms() for name in set(form._meta.fields or ()) & SET_ELSEWHERE
    ]
    assert (open_ended, {*too_much} - CHOSEN_HERE) == ([], set())


@pytest.mark.attack(2, 3)
def test_a_form_with_every_column_in_it_changes_only_what_it_asks_for(world, estate, log_in):
    draft = estate.part("challenges:step", "draft", "pk")
    with context.system("test"):
        before = Challenge.objects.filter(pk=draft).values().get()
    other = world.other_company.pk
    extra = {field.attname: other for field in Challenge._meta.concrete_fields if field.is_relation}
    extra |= {"organisation": other, "state": "open", "slug": "x", "is_public": "1", "role": "owner", "id": 1}
    extra |= {"published_at": "2026-01-01", "created_at": "2026-01-01", "stage": "open", "municipality": 1}
    asked = {"title": "Uusi otsikko", "version": before["version"], "problem": "Kuvaus", "current": "Nyt"}
    log_in("owner").post(reverse("challenges:step", args=["company", draft, 1]), extra | asked)
    with context.system("test"):
        after = Challenge.objects.filter(pk=draft).values().get()
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {
        "title",
        "question",
        "background",
        "problem",
        "current",
        "version",
        "language",
        "slug",
        "updated_at",
    }
    assert after["state"] == before["state"]


ODD = {
    "nul": "a%00b",
    "surrogate": "%ED%A0%80",
    "no utf-8": "%FF%FE%FA",
    "four bytes": quote("\U0001f9ea\U00020000" * 4),
    "marks": quote("\u202eabc\u200b\u200d\ufeff\u2066"),
    "long": "a" * 60_000,
    "lines": "a%0D%0AX-Evil:%201%0D%0A%0D%0Ab",
    "year 9999": "9999-12-31",
    "no such day": "2027-02-29",
    "year 0": "0000-00-00",
    "the hour that is not": quote("2027-03-28T03:30"),
    "huge": "9" * 40,
    "not a number": "NaN",
    "infinite": "-1e400",
    "negative": "-1",
    "twins": quote("e\u0301 é Ｍint Мint"),
}


TYPISTS = ("anonymous", "owner", "coordinator", "manager", "student")


PART = 8  # the suite types an eighth of the texts into a route, of the next route another eighth


def typed_by(who, line, *, is_rest=None):
    """Each text is typed into each route's fields by one of those who may: they take turns, as the texts come."""
    turns, first = [person for person in TYPISTS if person in line.post.through], REGISTRY.index(line)
    return {
        name: odd
        for number, (name, odd) in enumerate(ODD.items())
        if turns[number % len(turns)] == who and is_rest in {None, (number + first) % PART != 0}
    }


def test_each_text_is_typed_by_somebody_into_every_route():
    for line in (line for line in REGISTRY if line.post and {*TYPISTS} & {*line.post.through}):
        by_whom = [name for who in TYPISTS if who in line.post.through for name in typed_by(who, line)]
        assert sorted(by_whom) == sorted(ODD)


@pytest.mark.attack(18, 38, 39)
@pytest.mark.parametrize("who", TYPISTS)
@pytest.mark.parametrize("is_rest", [False, pytest.param(True, marks=pytest.mark.thorough)], ids=["part", "rest"])
def test_nothing_that_one_can_type_into_any_field_is_a_server_error(is_rest, who, visitor, estate):
    browser, broken, asked = visitor(who), [], 0
    for line, path in lines_for(who, estate, "POST"):
        if not typed_by(who, line, is_rest=is_rest):
            continue
        found = Reader(page(browser, path)) if line.get else Reader("")
        kept = urlencode({name: value for name, value in found.fields.items() if name not in found.typed})
        for name, odd in typed_by(who, line, is_rest=is_rest).items():
            fields = "&".join([kept, *(f"{quote(field)}={odd}" for field in sorted(found.typed) or ["reason"])])
            response = browser.answer_to("POST", path, body=fields.encode())
            asked += 1
            if response.status_code == 500 or "X-Evil" in response:
                broken.append(f"{line.route}@{line.variant} {name}")
    assert asked > 5
    assert "\n".join(broken) == ""
