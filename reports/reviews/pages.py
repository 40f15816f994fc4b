"""What the public page of a review shows, in the reader's language where there is one."""

from decimal import Decimal
from typing import Any

from django.utils.translation import get_language

from reports.reviews.models import Review
from reports.states import Unit


def detail(review: Review) -> dict[str, Any]:
    language = (get_language() or "fi")[:2]
    figures = [_figure(each, language) for each in review.content["figures"]]
    return {
        "review": review,
        "figures": figures,
        "leaves_out": any(each["is_left_out"] for each in figures),
        "targeted": [each for each in figures if each["target"] and not each["is_left_out"]],
        "sections": [_section(each, language) for each in review.content["sections"]],
        "sha256": review.content["sha256"],
    }


def _figure(kept: dict[str, Any], language: str) -> dict[str, Any]:
    value, total, target = (Decimal(each) if each else None for each in (kept["value"], kept["total"], kept["target"]))
    return {
        "code": kept["code"],
        "name": kept["name"][language],
        "unit": Unit(kept["unit"]).label,
        "value": value,
        "total": total,
        "target": target,
        "is_left_out": total is None,
    }


def _section(kept: dict[str, Any], language: str) -> dict[str, Any]:
    """In another language where it was not written in the reader's: the page then says which one it is."""
    said = kept["texts"]
    chosen = language if language in said else next(iter(said))
    return {
        "title": kept["title"][language],
        "language": chosen,
        "paragraphs": said[chosen],
        "is_other": chosen != language,
    }
