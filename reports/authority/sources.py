"""What a cell of the authority's form can be filled from: each source has a key, words and a value in a report."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.models import Figure, Indicator, Report

Value = str | date | Decimal | None


class Told(NamedTuple):
    """A report with what is asked of it often: its cover, its figures by code, and the payment claim."""

    report: Report
    figures: Mapping[str, Figure]
    claim: str

    @property
    def cover(self) -> Mapping[str, str]:
        return dict(self.report.content.get("cover", {}))


class Source(NamedTuple):
    words: "str | Promise"
    value: Callable[[Told], Value]


PLAIN: dict[str, Source] = {
    "project_code": Source(gettext_lazy("Code of the project"), lambda told: told.report.project.code),
    "project_name": Source(gettext_lazy("Name of the project"), lambda told: told.cover.get("project", "")),
    "implementer": Source(gettext_lazy("Lead implementer"), lambda told: told.cover.get("implementer", "")),
    "partners": Source(gettext_lazy("Partners"), lambda told: told.cover.get("partners", "")),
    "fund": Source(gettext_lazy("Fund"), lambda told: told.cover.get("fund", "")),
    "first_day": Source(gettext_lazy("First day of the period"), lambda told: told.report.starts_on),
    "last_day": Source(gettext_lazy("Last day of the period"), lambda told: told.report.ends_on),
    "claim": Source(gettext_lazy("Number of the payment claim"), lambda told: told.claim),
    "steering_day": Source(gettext_lazy("Day of the steering group's meeting"), lambda told: told.report.steering_on),
    "steering_paragraph": Source(gettext_lazy("Paragraph of the minutes"), lambda told: told.report.steering_paragraph),
    "checksum": Source(gettext_lazy("Checksum of the report (SHA-256)"), lambda told: told.report.sha256),
}
# the parts of a figure: key, words, column
PARTS: dict[str, tuple["str | Promise", str]] = {
    "period": (gettext_lazy("in the period"), "value"),
    "total": (gettext_lazy("in total"), "total"),
    "target": (gettext_lazy("target"), "target"),
}


def told(report: Report, claim: str) -> Told:
    return Told(report, {each.code: each for each in report.figures.all()}, claim)


def value_of(key: str, found: Told) -> Value:
    """None where the report has nothing of it: a figure it does not hold, a target that was not set."""
    if key in PLAIN:
        return PLAIN[key].value(found)
    code, _colon, part = key.removeprefix("figure:").rpartition(":")
    figure = found.figures.get(code)
    value: Value = getattr(figure, PARTS[part][1]) if figure and part in PARTS else None
    return value


def choices() -> list[tuple[str, object]]:
    """For a select: the plain ones first, then each figure's three."""
    plain = [(key, str(source.words)) for key, source in PLAIN.items()]
    figures = [
        (f"figure:{each.code}:{part}", f"{each.code} {each.name}: {words}")
        for each in Indicator.objects.all()
        for part, (words, _column) in PARTS.items()
    ]
    return [(_("The report"), plain), (_("Figures"), figures)]


def words_by_key() -> dict[str, str]:
    return {key: words for _group, pairs in choices() for key, words in pairs}  # type: ignore[attr-defined]  # pairs, as a select has them
