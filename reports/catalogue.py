"""The indicators MINT knows: common ones of two programme periods and its own (reference data)."""

from dataclasses import dataclass

from reports.models import Indicator
from reports.states import Aggregation, IndicatorKind, Scheme, Unit


@dataclass(frozen=True)
class Entry:
    code: str
    scheme: str
    counter: str
    unit: str
    fi: str
    sv: str
    en: str
    kind: str = IndicatorKind.OUTPUT
    aggregation: str = Aggregation.COUNT


ONCE = Aggregation.DISTINCT
RESULT = IndicatorKind.RESULT
SUPPORTED = "companies_involved"
TOGETHER = "companies_with_universities"

ENTRIES = (
    Entry("CO04", Scheme.CO, SUPPORTED, Unit.COMPANIES, "Muuta kuin taloudellista tukea saavat yritykset",
          "Företag som får annat stöd än ekonomiskt", "Enterprises receiving non-financial support", aggregation=ONCE),
    Entry("CO26", Scheme.CO, TOGETHER, Unit.COMPANIES, "Tutkimuslaitosten kanssa yhteistyötä tekevät yritykset",
          "Företag som samarbetar med forskningsinstitutioner", "Enterprises cooperating with research institutions",
          aggregation=ONCE),
    Entry("CO08", Scheme.CO, "jobs_fte", Unit.FTE, "Työllisyyden lisäys tuetuissa yrityksissä",
          "Sysselsättningsökning i företag som får stöd", "Employment increase in supported enterprises",
          RESULT, Aggregation.SUM),
    Entry("RCO04", Scheme.RCO, SUPPORTED, Unit.COMPANIES, "Muuta kuin rahallista tukea saavat yritykset",
          "Företag som får icke-finansiellt stöd", "Enterprises with non-financial support", aggregation=ONCE),
    Entry("RCO10", Scheme.RCO, TOGETHER, Unit.COMPANIES, "Tutkimusorganisaatioiden kanssa yhteistyötä tekevät yritykset",
          "Företag som samarbetar med forskningsorganisationer", "Enterprises cooperating with research organisations",
          aggregation=ONCE),
    Entry("RCR01", Scheme.RCR, "jobs_fte", Unit.FTE, "Tuetuissa yksiköissä luodut työpaikat",
          "Arbetstillfällen som skapats i enheter som får stöd", "Jobs created in supported entities",
          RESULT, Aggregation.SUM),
    Entry("RCR03", Scheme.RCR, "companies_innovating", Unit.COMPANIES,
          "Tuote- tai prosessi-innovaation käyttöön ottaneet pk-yritykset",
          "Små och medelstora företag som inför produkt- eller processinnovationer",
          "SMEs introducing product or process innovation", RESULT, ONCE),
    Entry("MINT01", Scheme.MINT, "challenges_published", Unit.PIECES, "Julkaistut haasteet", "Publicerade utmaningar",
          "Challenges published"),
    Entry("MINT02", Scheme.MINT, "experiments_started", Unit.PIECES, "Käynnistyneet kokeilut", "Inledda försök",
          "Experiments started"),
    Entry("MINT03", Scheme.MINT, "experiments_finished", Unit.PIECES, "Päättyneet kokeilut", "Avslutade försök",
          "Experiments finished"),
    Entry("MINT04", Scheme.MINT, "experiments_adopted", Unit.PIECES, "Käyttöön otetut ratkaisut",
          "Lösningar som tagits i bruk", "Solutions adopted", RESULT),
    Entry("MINT05", Scheme.MINT, SUPPORTED, Unit.COMPANIES, "Mukana olleet yritykset", "Företag som deltagit",
          "Companies involved", aggregation=ONCE),
    Entry("MINT06", Scheme.MINT, "internships_started", Unit.PIECES, "Alkaneet harjoittelut", "Inledda praktikperioder",
          "Internships started"),
    Entry("MINT07", Scheme.MINT, "theses_started", Unit.PIECES, "Alkaneet opinnäytteet ja projektityöt",
          "Inledda examensarbeten och projektarbeten", "Theses and project works started"),
    Entry("MINT08", Scheme.MINT, "jobs_started", Unit.PIECES, "Alkaneet työsuhteet", "Inledda anställningar",
          "Jobs started"),
    Entry("MINT09", Scheme.MINT, "students", Unit.PEOPLE, "Paikan saaneet opiskelijat ja työntekijät",
          "Studerande och anställda som fått en plats", "Students and employees placed", aggregation=Aggregation.SUM),
    Entry("MINT10", Scheme.MINT, "credits", Unit.CREDITS, "Opintopisteet", "Studiepoäng", "Study credits",
          aggregation=Aggregation.SUM),
    Entry("MINT11", Scheme.MINT, "factors_published", Unit.PIECES, "Julkaistut houkuttelevuustekijät",
          "Publicerade attraktionsfaktorer", "Attraction factors published"),
)  # fmt: skip


def ensure() -> list[Indicator]:
    """Write the catalogue as it is here: new ones are added, names corrected. Runs as the system; harmless twice."""
    return [_write(entry, place) for place, entry in enumerate(ENTRIES)]


def _write(entry: Entry, place: int) -> Indicator:
    values = {
        "scheme": entry.scheme,
        "counter": entry.counter,
        "unit": entry.unit,
        "kind": entry.kind,
        "aggregation": entry.aggregation,
        "name_fi": entry.fi,
        "name_sv": entry.sv,
        "name_en": entry.en,
        "order": place,
    }
    indicator, _created = Indicator.objects.update_or_create(code=entry.code, defaults=values)
    return indicator
