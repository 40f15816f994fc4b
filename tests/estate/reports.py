"""A report of the university's, with a figure, its row and a file."""

from decimal import Decimal
from typing import Any

from mint import clock
from reports.corrections.models import Correction, CorrectionFile
from reports.counting import catalogue
from reports.counting.definitions import Standing
from reports.models import Figure, FigureRow, Indicator, Report, ReportFile
from reports.reviews.models import Review
from reports.sections import catalogue as templates
from reports.sections.actions import begin
from reports.sections.models import PrincipleAim, Section, SectionText
from reports.yearly.models import YearReview
from tests.estate.rows import file
from tests.world import World


def reports(world: World) -> dict[str, dict[str, Any]]:
    catalogue.ensure()
    owner = {"organisation": world.university}
    period = world.project.periods.get()
    report = Report.objects.create(
        **owner, project=world.project, period=period, starts_on=period.starts_on, ends_on=period.ends_on
    )
    indicator = Indicator.objects.get(code="RCO10")
    words = {"code": indicator.code, "unit": indicator.unit, "aggregation": indicator.aggregation}
    names = {"name_fi": "Yritykset", "name_sv": "Företag", "name_en": "Companies"}
    figure = Figure.objects.create(**owner, report=report, indicator=indicator, **words, **names)
    FigureRow.objects.create(
        **owner, report=report, figure=figure, record="challenges.challenge", object_id=1, title="Haaste",
        on=period.starts_on, in_period=Decimal(1), in_total=Decimal(1),
    )  # fmt: skip
    kept = ReportFile.objects.create(**owner, report=report, kind="csv", sha256="0" * 64, **file("raportti.csv"))
    parts = {"pk": report.pk, "figure_pk": figure.pk, "file_pk": kept.pk, "project_pk": world.project.pk}
    own = Indicator(project=world.project, code="LAKE-1", scheme="mint")
    catalogue.define(own, catalogue.definition_of(Indicator.objects.get(code="MINT13")))
    Standing.objects.create(
        project=world.project, party=world.company, record="challenges.challenge", object_id=1, name="Company"
    )
    of_project = {"project_pk": world.project.pk}
    return {
        "reports": parts,
        "corrections": of_project | _correction(world, indicator),
        "yearly": {"year": _yearly(world)},
        "reviews": {"pk": _review(world)},
        "sections": {"pk": _section(world, report)},
        "cockpit": of_project | {"whom": world.company.pk},
        "indicators": of_project | {"pk": indicator.pk},
        "indicators@own": of_project | {"pk": own.pk},
    }


def _yearly(world: World) -> int:
    """The municipality's review of last year, being written."""
    owner = {"organisation": world.municipality, "municipality": world.place}
    return int(YearReview.objects.create(**owner, year=clock.today().year - 1, summary="Kokeiltiin.").year)


def _review(world: World) -> int:
    """A public review whose report and itself are found by the same number, for the routes of either."""
    period = world.project.periods.get()
    days = {"starts_on": period.starts_on, "ends_on": period.ends_on}
    owner = {"organisation": world.university, "project": world.project}
    report = Report.objects.create(
        **owner, **days, kind="ecosystem", state="submitted", steering_on=period.ends_on, steering_paragraph="§ 1",
        submitted_at=clock.now(), sha256="0" * 64,
    )  # fmt: skip
    content = {"figures": [], "sections": [], "sha256": report.sha256}
    Review.objects.create(pk=report.pk, **owner, **days, report=report, content=content)
    return int(report.pk)


def _section(world: World, report: Report) -> int:
    """The horizontal principles, given to the municipality, with a text and one principle said."""
    templates.ensure()
    begin(report)
    section = Section.objects.get(report=report, wanted__key="principles")
    Section.objects.filter(pk=section.pk).update(writer=world.municipality, due_on=report.ends_on)
    owner = {"organisation": world.university, "report": report, "section": section}
    SectionText.objects.create(**owner, language="fi", text="Kaikki mukaan.", written_at=report.created_at)
    PrincipleAim.objects.create(**owner, principle="gender", aim="positive", reason="Tasan.")
    return int(section.pk)


def _correction(world: World, indicator: Indicator) -> dict[str, Any]:
    """The manager has proposed it, so that only somebody else decides it."""
    row = Correction.objects.create(
        organisation=world.university, project=world.project, indicator=indicator, on="2026-07-01", amount=Decimal(1),
        reason="Yritys kirjattiin väärään jaksoon.", proposed_by=world.people["manager"],
    )  # fmt: skip
    kept = CorrectionFile.objects.create(organisation=world.university, correction=row, **file("naytto.txt"))
    return {"pk": row.pk, "file_pk": kept.pk}
