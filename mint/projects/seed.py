"""The real project A75317 as the funder publishes it, and a fictional follow-on that runs today."""

from datetime import date
from typing import TYPE_CHECKING

from mint.projects.models import FunderProfile, Partner, Period, Project

if TYPE_CHECKING:
    from mint.management.seeding import World

PARTNERS = ("luumaki", "parikkala", "rautjarvi", "savitaipale", "taipalsaari", "lut")


def seed(world: "World") -> None:
    first = FunderProfile.objects.create(
        key="eakr-2014-2020",
        fund_fi="Euroopan aluekehitysrahasto", fund_sv="Europeiska regionala utvecklingsfonden",
        fund_en="European Regional Development Fund",
        sentence_fi="Euroopan unionin osarahoittama", sentence_sv="Medfinansieras av Europeiska unionen",
        sentence_en="Co-funded by the European Union",
    )  # fmt: skip
    second = FunderProfile.objects.create(
        key="eu-2021-2027", fund_fi="", fund_sv="", fund_en="",
        sentence_fi="Euroopan unionin osarahoittama", sentence_sv="Medfinansieras av Europeiska unionen",
        sentence_en="Co-funded by the European Union",
    )  # fmt: skip
    real = Project.objects.create(
        code="A75317", short_name="MINT", funder=first,
        name_fi="MINT – pienten kuntien innovaatio- ja kokeiluekosysteemi",
        name_sv="MINT – innovations- och försöksekosystem för små kommuner",
        name_en="MINT – the innovation and experimentation ecosystem of small municipalities",
        priority_axis="Toimintalinja 2: Uusimman tiedon ja osaamisen tuottaminen ja hyödyntäminen",
        specific_objective="Erityistavoite 5.1: Yritysten innovaatiotoiminnan vahvistaminen",
        authority="Uudenmaan liitto", planned_start_on=date(2019, 9, 1), planned_end_on=date(2022, 9, 30), is_demo=True,
    )  # fmt: skip
    follow_on = Project.objects.create(
        code="DEMO-2", short_name="MINT 2 (esimerkki)", funder=second,
        name_fi="MINT 2 – toimintamalli käyttöön (keksitty jatkohanke)",
        name_sv="MINT 2 – verksamhetsmodellen i bruk (påhittad fortsättning)",
        name_en="MINT 2 – the operating model in use (fictional follow-on)",
        authority="Esimerkkiviranomainen", planned_start_on=date(2025, 1, 1), planned_end_on=date(2027, 12, 31),
        is_demo=True,
    )  # fmt: skip
    world.projects |= {"A75317": real, "MINT-2": follow_on}
    for project in (real, follow_on):
        Partner.objects.create(project=project, organisation=world.organisations["lab"], part=Partner.Part.LEAD)
        for key in PARTNERS:
            Partner.objects.create(
                project=project, organisation=world.organisations[key], part=Partner.Part.CO_IMPLEMENTER
            )
    _periods(real, date(2019, 9, 1), 6, 6)
    _periods(follow_on, date(2025, 1, 1), 6, 6)


def _periods(project: Project, start: date, months: int, count: int) -> None:
    """Consecutive periods of so many months, each due two months after its end; the last ends with the project."""
    for number in range(1, count + 1):
        end = min(_shift(start, months), project.planned_end_on)
        last = project.planned_end_on if number == count else end
        Period.objects.create(project=project, number=number, starts_on=start, ends_on=last, due_on=_shift(last, 2))
        start = date.fromordinal(end.toordinal() + 1)


def _shift(day: date, months: int) -> date:
    """The last day of the month that many months on (from a first day: of the month before)."""
    index = day.year * 12 + day.month - 1 + months + (0 if day.day == 1 else 1)
    return date.fromordinal(date(index // 12, index % 12 + 1, 1).toordinal() - 1)
