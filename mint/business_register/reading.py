"""What the register's answer says of one company. The answer is a stranger's text: every part of it may be missing or odd."""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.dateparse import parse_date

from mint.business_register.industries import section_of

LANGUAGES = {"1": "fi", "2": "sv", "3": "en"}  # the register's own numbers
CURRENT, OWN_NAME, VISITING = "1", "1", "1"  # version of a name, type of a name, type of an address
LONGEST = 200


class NonsenseError(Exception):
    """Not the answer that the register's description promises."""


@dataclass(frozen=True)
class Company:
    """`line` and `town` are the register's words, by language. `is_invented`: an example of the demonstration."""

    business_id: str
    name: str = ""
    municipality_code: str = ""
    town: dict[str, str] = field(default_factory=dict)
    section: str = ""
    line: dict[str, str] = field(default_factory=dict)
    ended_on: date | None = None
    is_invented: bool = False


def read(body: bytes, business_id: str) -> Company | None:
    """The company of this number; None when the register has none. NonsenseError when it cannot be read."""
    try:
        companies = json.loads(body)["companies"]
        rows = [row for row in companies if row["businessId"]["value"] == business_id]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise NonsenseError from error
    return _company(rows[0], business_id) if rows else None


def _company(row: dict[str, Any], business_id: str) -> Company:
    place = _place(row)
    line = row.get("mainBusinessLine")
    line = line if isinstance(line, dict) else {}
    return Company(
        business_id=business_id,
        name=_name(row),
        municipality_code=next((code for each in place if (code := _text(each.get("municipalityCode")))), ""),
        town=_by_language(place, "city"),
        section=section_of(_text(line.get("type"))),
        line=_by_language(_rows(line.get("descriptions")), "description"),
        ended_on=parse_date(_text(row.get("endDate"))[:10]) if _is_day(row.get("endDate")) else None,
    )


def _name(row: dict[str, Any]) -> str:
    """The name in force: names that have ended, and older versions, stay in the answer."""
    names = [
        each
        for each in _rows(row.get("names"))
        if not each.get("endDate") and _text(each.get("version")) in {"", CURRENT} and _text(each.get("name"))
    ]
    names.sort(key=lambda each: _text(each.get("type")) != OWN_NAME)  # before parallel and auxiliary names
    return _text(names[0]["name"]) if names else ""


def _place(row: dict[str, Any]) -> list[dict[str, Any]]:
    """The post offices of the visiting address, else of the postal one; each says its municipality."""
    addresses = sorted(_rows(row.get("addresses")), key=lambda each: _text(each.get("type")) != VISITING)
    return next((offices for each in addresses if (offices := _rows(each.get("postOffices")))), [])


def _by_language(rows: list[dict[str, Any]], name: str) -> dict[str, str]:
    spoken = {LANGUAGES.get(_text(each.get("languageCode")), ""): _text(each.get(name)) for each in rows}
    return {language: text for language, text in spoken.items() if language and text}


def _rows(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _text(value: Any) -> str:
    """One line of printable text; a number as its digits."""
    if isinstance(value, int):
        value = str(value)
    words = (
        "".join(letter if letter.isprintable() else " " for letter in value).split() if isinstance(value, str) else []
    )
    return " ".join(words)[:LONGEST]


def _is_day(value: Any) -> bool:
    try:
        return parse_date(_text(value)[:10]) is not None
    except ValueError:  # 31 February
        return False
