"""Reply texts: three for everybody, each organisation's own, filled in safely."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from challenges.curation import filling
from challenges.curation.models import ReplyText
from challenges.states import State
from mint.isolation import context
from tests.curation.conftest import TENANT, verbs

TEXT = {"occasion": "returned", "name_fi": "Lisää", "text_fi": "Kertokaa lisää haasteesta {title}."}


@pytest.fixture
def own(world):
    with context.system("test"):
        return ReplyText.objects.create(organisation=world.municipality, **TEXT)


def page(name, who, *more):
    return reverse(f"curation:{name}", args=[TENANT[who], *more])


def kept():
    with context.system("test"):
        return list(ReplyText.objects.exclude(organisation=None).order_by("pk").values_list("name_fi", flat=True))


def test_three_are_built_in_in_three_languages(built_in):
    assert {reply.occasion for reply in built_in.values()} == {"returned", "withdrawn", "not_solved"}
    assert {tuple(reply.languages) for reply in built_in.values()} == {("fi", "sv", "en")}


@pytest.mark.parametrize("who", ["coordinator", "curator"])
def test_who_answers_writes_one_and_a_double_click_writes_it_once(who, log_in, world):
    browser, data = log_in(who), {**TEXT, "key": str(uuid4())}
    assert [browser.post(page("new_reply", who), data).status_code for _click in range(2)] == [302, 302]
    assert (kept(), verbs("reply.")) == (["Lisää"], ["reply.created"])


@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 403), ("viewer", 403), ("clerk", 403), ("teacher", 403), ("student", 403), ("outsider", 404), ("anonymous", 302)],
)  # fmt: skip
def test_nobody_else_writes_one(who, status, log_in, world):
    assert log_in(who).post(page("new_reply", who), TEXT).status_code == status
    assert kept() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"text_fi": ""},
        {"name_fi": ""},
        {"name_fi": "", "text_fi": ""},
        {"text_fi": "Hei {nimi}!"},
        {"text_sv": "Bara text."},
        {"occasion": "exploded"},
        {"text_fi": "x" * 1_000_000},
    ],
)
def test_a_text_that_cannot_be_used_is_refused_with_the_reason(wrong, log_in, world):
    response = log_in("coordinator").post(page("new_reply", "coordinator"), {**TEXT, **wrong})
    assert (response.status_code, kept()) == (422, [])


def test_two_who_change_it_at_once_do_not_write_over_each_other(own, log_in):
    browser = log_in("coordinator")
    first = browser.post(page("reply", "coordinator", own.pk), {**TEXT, "name_fi": "Ensin", "version": own.version})
    late = browser.post(page("reply", "coordinator", own.pk), {**TEXT, "name_fi": "Sitten", "version": own.version})
    assert (first.status_code, late.status_code, kept()) == (302, 409, ["Ensin"])


def test_nobody_changes_what_is_built_in_or_anothers(own, built_in, log_in):
    built = built_in["complete"].pk
    assert log_in("coordinator").post(page("delete_reply", "coordinator", built)).status_code == 403
    assert log_in("other_coordinator").post(page("delete_reply", "other_coordinator", own.pk)).status_code == 404
    assert log_in("coordinator").post(page("delete_reply", "coordinator", own.pk)).status_code == 302
    assert (kept(), len(built_in)) == ([], 3)


@pytest.mark.services
def test_row_security_keeps_the_built_in_ones_as_they_are(built_in, acting_as):
    with acting_as("coordinator"):
        assert ReplyText.objects.filter(organisation=None).update(text_fi="Muutettu") == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            ReplyText.objects.create(key="oma", **TEXT)
    with acting_as("anonymous"):
        assert ReplyText.objects.count() == 0


@pytest.mark.parametrize("who", ["coordinator", "curator"])
def test_the_form_of_a_return_begins_with_the_text_chosen(who, built_in, made, log_in):
    challenge, text = made(title="<b>Laituri</b>"), built_in["complete"]
    manage = reverse("challenges:manage", args=[TENANT[who], challenge.pk])
    html = log_in(who).get(f"{manage}?siirto=returned&pohja={text.pk}").content.decode()
    assert "Kiitos haasteesta ”&lt;b&gt;Laituri&lt;/b&gt;”." in html


@pytest.mark.parametrize(
    "query", ["siirto=returned&pohja=999999999", "siirto=withdrawn&pohja={}", "siirto=returned&pohja=x", "pohja={}"]
)
def test_a_text_that_does_not_belong_there_fills_in_nothing(query, built_in, made, log_in):
    challenge = made()
    manage = reverse("challenges:manage", args=["municipality", challenge.pk])
    response = log_in("coordinator").get(f"{manage}?{query.format(built_in['complete'].pk)}")
    assert (response.status_code, "Kiitos haasteesta" in response.content.decode()) == (200, False)


def test_the_owner_who_withdraws_is_offered_no_texts_of_the_curators(built_in, made, log_in):
    challenge = made(State.OPEN)
    html = log_in("owner").get(reverse("challenges:manage", args=["company", challenge.pk])).content.decode()
    assert "pohja=" not in html


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{title} / { deadline }", "Laituri {title} / ma 30.11.2026"),
        ("{0.__class__} {title.pk} {}", "{0.__class__} {title.pk} {}"),
        ("100 % {{title}}", "100 % {Laituri {title}}"),
    ],
)
def test_two_places_are_filled_in_and_nothing_else_is_read(text, said, made, world):
    from datetime import date

    challenge = made(title="Laituri {title}", deadline_on=date(2026, 11, 30))
    reply = ReplyText(occasion="returned", name_fi="x", text_fi=text)
    assert filling.filled(reply, challenge) == said
