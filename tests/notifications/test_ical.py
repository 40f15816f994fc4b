"""The file of a calendar, by RFC 5545: escaped, folded, whole days."""

from datetime import UTC, date, datetime

import pytest

from mint.notifications.ical import Event, calendar, escaped, folded

NOW = datetime(2026, 11, 30, 18, 5, 9, tzinfo=UTC)


def unfolded(text):
    return text.replace("\r\n ", "").split("\r\n")


def test_an_event_of_a_day():
    event = Event("1@mint", date(2026, 12, 31), "Mittaa", "Yritys Oy", "https://mint.example/fi/t/y/kokeilut/1/")
    lines = unfolded(calendar([event], name="MINT", language="fi", now=NOW))
    assert lines[-12:] == [
        "BEGIN:VEVENT",
        "UID:1@mint",
        "DTSTAMP:20261130T180509Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Mittaa",
        "DESCRIPTION:Yritys Oy",
        "URL:https://mint.example/fi/t/y/kokeilut/1/",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//MINT//Calendar of duties//FI"]


def test_an_empty_calendar_is_whole():
    text = calendar([], name="MINT", language="fi", now=NOW)
    assert (text.startswith("BEGIN:VCALENDAR\r\n"), text.endswith("\r\nEND:VCALENDAR\r\n")) == (True, True)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a, b; c\\d", "a\\, b\\; c\\\\d"),
        ("yksi\nkaksi\r\nkolme\rneljä", "yksi\\nkaksi\\nkolme\\nneljä"),
        ("Tauko\x00\x07\x1b", "Tauko"),
        ("A\u2028END:VEVENT\x85B", "A\\nEND:VEVENT\\nB"),
        ("12:30 “ääkköset”", "12:30 “ääkköset”"),
    ],
)
def test_text_is_escaped_so_that_it_makes_no_line_of_its_own(text, kept):
    assert escaped(text) == kept


@pytest.mark.parametrize("letter", ["a", "ä", "€", "🌲"])
@pytest.mark.parametrize("length", [1, 37, 74, 75, 76, 150, 400])
def test_lines_are_folded_at_75_octets_and_no_letter_is_cut(letter, length):
    line = f"SUMMARY:{letter * length}"
    parts = folded(line).split("\r\n")
    assert all(len(part.encode()) <= 75 for part in parts)
    assert all(part.startswith(" ") for part in parts[1:])
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == line


def test_a_line_that_fits_is_not_folded():
    assert folded("x" * 75) == "x" * 75
    assert folded("x" * 76) == "x" * 75 + "\r\n x"
