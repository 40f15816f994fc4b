"""The templates that MINT knows, as `templates.toml` says; what is there differently gets its next version."""

import tomllib
from pathlib import Path
from typing import Any

from reports.sections.models import Template, TemplateSection
from reports.sections.states import Block

LANGUAGES = ("fi", "sv", "en")
FIELDS = (
    *(f"{word}_{language}" for word in ("name", "guidance") for language in LANGUAGES),
    *("key", "order", "most_words", "is_required", "in_all_languages", "block"),
)


def ensure() -> list[Template]:
    """One template of each kind, the newest of it as the file says. Runs as the system; harmless twice."""
    with (Path(__file__).parent / "templates.toml").open("rb") as file:
        found = tomllib.load(file)
    return [
        _bring(kind, [_values(key, found, place) for place, key in enumerate(keys)])
        for kind, keys in found["kinds"].items()
    ]


def _values(key: str, file: dict[str, Any], place: int) -> dict[str, Any]:
    """By the fields of `TemplateSection`."""
    given = file["section"][key]
    texts = {
        f"{word}_{language}": text
        for word in ("name", "guidance")
        for language, text in zip(LANGUAGES, given[word], strict=True)
    }
    return texts | {
        "key": key,
        "order": place,
        "most_words": given.get("most"),
        "is_required": given.get("required", False),
        "in_all_languages": given.get("all_languages", False),
        "block": Block(given.get("block", "")).value,
    }


def _bring(kind: str, wanted: list[dict[str, Any]]) -> Template:
    newest = newest_of(kind)
    if newest and list(newest.sections.order_by("order").values(*FIELDS)) == [_ordered(each) for each in wanted]:
        return newest
    template = Template.objects.create(kind=kind, number=newest.number + 1 if newest else 1)
    TemplateSection.objects.bulk_create(TemplateSection(template=template, **each) for each in wanted)
    return template


def _ordered(values: dict[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in FIELDS}


def newest_of(kind: str) -> Template | None:
    return Template.objects.filter(kind=kind).order_by("-number").first()
