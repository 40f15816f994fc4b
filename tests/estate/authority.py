"""A form of the authority of the university's project, and what was sent on it."""

from typing import Any

from django.core.files.base import ContentFile

from reports.authority import example
from reports.authority.models import Filing, Form
from reports.models import Report
from tests.estate.rows import file
from tests.world import World


def authority(world: World) -> dict[str, dict[str, Any]]:
    """After `reports`, whose report it was filled from."""
    report = Report.objects.get(organisation=world.university, kind="funder")
    owner = {"organisation": world.university, "sha256": "0" * 64}
    kept = {**file("lomake.xlsx"), "file": ContentFile(example.workbook(), "lomake.xlsx")}
    form = Form.objects.create(**owner, project=world.project, title="Lomake", number=1, cells=[], **kept)
    filing = Filing.objects.create(**owner, report=report, form=form, claim="1", values=[], **file("lomake.xlsx"))
    of_report = {"pk": report.pk, "filing_pk": filing.pk}
    return {
        "authority": {"pk": form.pk, "project_pk": world.project.pk},
        "authority:file": of_report,
        "authority:filed": of_report,
    }
