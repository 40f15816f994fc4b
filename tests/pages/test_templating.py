"""What templates may say: dates, numbers, icons, languages, fields."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import override

from mint import templating
from mint.loading import Loader


def render(source: str, **context):
    request = RequestFactory().get("/fi/haasteet/", {"kunta": "parikkala"})
    return engines["django"].from_string(source).render(context, request)


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [
        ("fi", "ti 24.11.2026", "24.11.2026 klo 9.41"),
        ("sv", "tis 24.11.2026", "24.11.2026 kl. 9.41"),
        ("en", "Tue 24 Nov 2026", "24 Nov 2026, 9:41"),
    ],
)
def test_dates_are_written_as_the_language_does_in_finnish_time(language, day, moment):
    with override(language):
        assert templating.fdate(date(2026, 11, 24)) == day
        assert templating.fdatetime(datetime(2026, 11, 24, 7, 41, tzinfo=UTC)) == moment


def test_a_moment_just_after_midnight_in_finland_is_the_next_day():
    with override("fi"):
        assert templating.fdate(datetime(2026, 11, 23, 22, 30, tzinfo=UTC)) == "ti 24.11.2026"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1660, "1\xa0660"),
        (Decimal("2.500000"), "2,5"),
        (Decimal(100), "100"),
        (0, "0"),
        (-1234.5, "-1\xa0234,5"),
        (None, "–"),
    ],
)
def test_numbers_are_grouped_and_have_no_trailing_zeros(value, text):
    with override("fi"):
        assert templating.number(value) == text


def test_an_icon_is_hidden_from_assistive_technology_and_carries_no_style():
    svg = templating.icon("check", "spin")
    assert svg.startswith('<svg class="i spin" viewBox="0 0 24 24" aria-hidden="true"><path')
    assert "style=" not in svg


def test_what_every_page_of_work_repeats_is_drawn_in_one_file():
    assert templating.icon("bell", "spin") == (
        '<svg class="i spin" aria-hidden="true"><use href="/static/build/icons.svg#bell"/></svg>'
    )
    drawn = re.findall(r'<symbol id="([\w-]+)" viewBox="0 0 24 24"><.+?></symbol>', templating.sheet())
    assert drawn == sorted(templating.SHEET)


def test_the_language_links_keep_page_and_query():
    with override("fi"):
        html = render("{% language_links %}")
    assert 'href="/sv/haasteet/?kunta=parikkala" lang="sv" hreflang="sv"' in html
    assert 'href="/fi/haasteet/?kunta=parikkala" lang="fi" hreflang="fi" aria-current="true"' in html


def test_a_mini_bar_marks_what_is_done_and_what_is_now():
    assert templating.marks(3, 5) == ["done", "done", "now", "todo", "todo"]


@pytest.mark.parametrize(("value", "whole", "percent"), [(7, 10, 70), (11, 8, 100), (3, 0, 0), (None, 5, 0)])
def test_a_share_stays_within_its_bar(value, whole, percent):
    assert templating.share(value, whole) == percent


class Need(forms.Form):
    title = forms.CharField(label="Title", help_text="Three sentences are enough.")
    phone = forms.CharField(label="Phone", required=False)
    roles = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple)


def test_a_field_is_label_hint_error_control_and_the_control_points_at_both():
    html = Need({})["title"].as_field_group()
    order = [
        html.index(part) for part in ('<label class="label"', 'class="hint"', 'class="error"', '<input type="text"')
    ]
    assert order == sorted(order)
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'class="input"' in html


def test_a_long_text_is_counted_rather_than_cut():
    class Telling(forms.Form):
        story = forms.CharField(max_length=40, widget=forms.Textarea)
        name = forms.CharField(max_length=9)

    html = str(Telling())
    assert ('data-most="40"' in html, 'maxlength="40"' in html, 'maxlength="9"' in html) == (True, False, True)


def test_only_what_may_be_left_empty_is_marked():
    with override("en"):
        assert "(optional)" in Need()["phone"].as_field_group()
        assert "(optional)" not in Need()["title"].as_field_group()


def test_the_error_summary_links_to_the_control_or_to_the_first_of_a_group():
    html = render('{% include "components/error_summary.html" with form=form only %}', form=Need({}))
    assert 'role="alert"' in html
    assert 'href="#id_title"' in html
    assert 'href="#id_roles_0"' in html


@pytest.mark.attack(28)
def test_text_of_people_is_escaped_in_a_component():
    html = render('{% include "components/notice.html" with text=text only %}', text="<script>alert(1)</script>")
    assert "<script>" not in html


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("Ruokoa niitetään", 16, "Ruokoa niitetään"),
        ("Ruokoa niitetään rannoilta", 18, "Ruokoa niitetään…"),
        ("Ruokoa niitetään, ja varustetaan", 20, "Ruokoa niitetään…"),
        ("Ruokoa\nniitetään", 10, "Ruokoa…"),
        ("Ruokoniittokonehuolto", 10, "Ruokoniit…"),
        ("", 10, ""),
    ],
)
def test_a_text_is_cut_between_words(text, most, short):
    assert templating.shortened(text, most) == short
    assert len(short) <= most


def test_a_template_is_served_without_its_indentation_and_with_its_lines():
    source = Path(settings.BASE_DIR, "templates", "workspace.html").read_text()
    (loader,) = [each for each in engines["django"].engine.template_loaders[0].loaders if isinstance(each, Loader)]
    (origin,) = loader.get_template_sources("workspace.html")
    served = loader.get_contents(origin)
    assert [line.lstrip() for line in source.splitlines()] == served.splitlines()
