"""The register of processing (GDPR article 30) of one controller, made from `fields.toml`; and the notice's tables."""

import csv
from dataclasses import dataclass
from io import StringIO

from django.utils.translation import gettext as _

from mint.privacy.fields import Table, tables
from mint.privacy.words import PURPOSES, RETENTIONS, Purpose


@dataclass(frozen=True)
class Activity:
    """One purpose with the tables that serve it."""

    key: str
    purpose: Purpose
    tables: list[Table]

    @property
    def retentions(self) -> list[str]:
        """Each once, in the order of the tables."""
        return [str(RETENTIONS[key]) for key in dict.fromkeys(table.retention for table in self.tables)]

    @property
    def fields(self) -> list[str]:
        """Personal ones, as the tables call them."""
        return [f"{table.key}.{name}" for table in self.tables for name in table.fields_of("personal")]


# what an organisation of each kind does here
EACH = {"access", "organisation", "trail", "challenges", "evaluation", "discussion", "experiments"}
DOES = {
    "municipality": EACH | {"attraction", "placements"},
    "company": EACH | {"placements"},
    "university": EACH | {"placements", "reporting"},
    "public_body": EACH | {"reporting"},
}


def activities(controller: str = "", kind: str = "") -> list[Activity]:
    """Those with personal data, of one controller or all; of what an organisation of this kind does."""
    found = []
    for key, purpose in PURPOSES.items():
        own = [table for table in tables().values() if table.purpose == key and table.fields_of("personal")]
        if own and controller in {"", purpose.controller} and (not kind or key in DOES[kind]):
            found.append(Activity(key, purpose, own))
    return found


def as_csv(found: list[Activity]) -> str:
    target = StringIO()
    target.write("\ufeff")
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [
            _("Purpose"),
            _("People"),
            _("Data"),
            _("Ground"),
            _("Recipients"),
            _("Kept"),
            _("Outside the EU"),
            _("Fields"),
        ]
    )
    for each in found:
        row = (each.purpose.title, each.purpose.people, each.purpose.data, each.purpose.ground, each.purpose.recipients)
        writer.writerow([*map(str, row), "; ".join(each.retentions), _("No"), ", ".join(each.fields)])
    return target.getvalue()
