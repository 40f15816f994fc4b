"""iCalendar (RFC 5545) as calendars read it: whole days, escaped and folded. Pure: it asks nothing and knows no table."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST_LINE = 75  # octets, less the line's end (3.1)
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
OFTEN = "PT4H"  # how often a reader may look again


@dataclass(frozen=True)
class Event:
    """A day with words; `uid` stays the same while it is the same thing, so that a moved day moves the event."""

    uid: str
    on: date
    summary: str
    description: str = ""
    url: str = ""


def calendar(events: Iterable[Event], *, name: str, language: str, now: datetime) -> str:
    """The whole file, with the line ends that the standard asks."""
    lines = [*_head(name, language)]
    for event in events:
        lines += _event(event, now)
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _head(name: str, language: str) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:-//MINT//Calendar of duties//{language.upper()}"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"NAME:{escaped(name)}"
    yield f"X-WR-CALNAME:{escaped(name)}"
    yield f"REFRESH-INTERVAL;VALUE=DURATION:{OFTEN}"
    yield f"X-PUBLISHED-TTL:{OFTEN}"


def _event(event: Event, now: datetime) -> Iterator[str]:
    """A whole day that takes no time of it: a duty is no meeting."""
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{escaped(event.description)}"
    if event.url:
        yield f"URL:{UNPRINTABLE.sub('', event.url)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """A value of text (3.3.11): no line of it can become a line of the file."""
    plain = UNPRINTABLE.sub("", re.sub(r"\r\n?|\u2028|\u2029|\x85", "\n", text))
    return re.sub(r"([\\;,])", r"\\\1", plain).replace("\n", "\\n")


def folded(line: str) -> str:
    """No line longer than 75 octets: the next begins with a space, and no letter is cut in two."""
    parts, part, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LONGEST_LINE:
            parts.append(part)
            part, size = "", 1  # the space that the next line begins with
        part, size = part + letter, size + octets
    return "\r\n ".join([*parts, part])
