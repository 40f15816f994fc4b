"""A template of plans, as it is kept."""

from typing import Any

from experiments.patterns.models import Pattern
from mint.tenancy.models import Organisation

METRIC = {
    "name": "jonotusaika", "unit": "min", "direction": "down", "is_primary": True, "design": "before_after",
    "smallest_worthwhile": "2.5", "spread": None, "frequency": "weekly", "limit": None,
}  # fmt: skip


def make_pattern(organisation: Organisation, **columns: Any) -> Pattern:
    values = {
        "name": "Palvelu uudella tavalla", "about": "Kun palvelupistettä muutetaan.",
        "texts": {"hypothesis": "Jos …, niin …, koska …", "kind": "service_trial", "rule_basis": "smallest"},
        "metrics": [METRIC],
    }  # fmt: skip
    return Pattern.objects.create(organisation=organisation, **{**values, **columns})
