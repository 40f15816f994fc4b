"""What a gate asks, as a template says it: one guard is one line, kept in its stage as JSON."""

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from experiments.staging.states import DATES, FIELDS, Kind, Role, Strength

CODES = ("fi", "sv", "en")
MOST_GUARDS = 12


@dataclass(frozen=True)
class Guard:
    """`subject` is the field, the date or the role; `count` so many measurements or days; `order` the turn of an approval.

    `key` stays the same from version to version: what was ticked or attached for it counts there too.
    """

    key: str
    kind: str
    subject: str = ""
    count: int = 0
    order: int = 1
    strength: str = Strength.REASON.value
    text_fi: str = ""
    text_sv: str = ""
    text_en: str = ""

    @property
    def text(self) -> str:
        """Its own words in the reader's language, else what the catalogue calls it."""
        own: str = (
            getattr(self, f"text_{(get_language() or 'fi')[:2]}", "") or self.text_fi or self.text_sv or self.text_en
        )
        return own or self.named

    @property
    def named(self) -> str:
        if self.kind == Kind.FIELD:
            return _("Written: %(what)s") % {"what": FIELDS.get(self.subject, self.subject)}
        if self.kind == Kind.APPROVAL:
            return _("Approved: %(who)s") % {"who": Role(self.subject).label}
        if self.kind == Kind.MEASUREMENTS:
            return ngettext("%(n)s measurement", "%(n)s measurements", self.count) % {"n": self.count}
        return self._day if self.kind == Kind.DATE else str(Kind(self.kind).label)

    @property
    def _day(self) -> str:
        if self.subject == "entered":
            return ngettext("%(n)s day at the stage before", "%(n)s days at the stage before", self.count) % {
                "n": self.count
            }
        return _("Has come: %(what)s") % {"what": DATES.get(self.subject, self.subject)}

    @property
    def strength_words(self) -> str:
        return str(Strength(self.strength).label)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def guard_of(data: Mapping[str, Any]) -> Guard:
    return Guard(**{name: data[name] for name in Guard.__dataclass_fields__ if name in data})


def new_key() -> str:
    return uuid.uuid4().hex[:12]
