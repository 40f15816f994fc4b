"""The dossier of the university's report."""

from typing import Any

from reports.dossier.models import Dossier
from reports.models import Report
from tests.estate.rows import file
from tests.world import World


def dossiers(world: World) -> dict[str, dict[str, Any]]:
    """After `reports`, whose report it is of."""
    report = Report.objects.get(organisation=world.university, kind="funder")
    Dossier.objects.create(
        organisation=world.university, report=report, sha256="0" * 64, evidence=0, **file("raportti.zip")
    )
    return {"dossier": {"pk": report.pk}}
