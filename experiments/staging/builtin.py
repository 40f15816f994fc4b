"""The template that every installation has: the lifecycle's own stages, in three languages."""

from typing import Any, NamedTuple

from mint import clock

KEY = "lifecycle"
NAMES = {
    "name_fi": "Kokeilun perusmalli",
    "name_sv": "Grundmall för försök",
    "name_en": "Basic template for experiments",
}


class Row(NamedTuple):
    """Names are Finnish, Swedish, English; `asks` are lines that remind, each with its words."""

    key: str
    state: str
    public: tuple[str, str, str]
    staff: tuple[str, str, str]
    days: int | None
    left: tuple[str, str, str]
    asks: tuple[tuple[str, str, str, str], ...] = ()


IDEATION = ("Ideointi", "Idé", "Ideation")
PLANNING = ("Suunnittelu", "Planering", "Planning")
EXPERIMENT = ("Kokeilu", "Försök", "Experiment")
EVALUATION = ("Arviointi", "Utvärdering", "Evaluation")
DECISION = ("Päätös", "Beslut", "Decision")
ROWS = (
    Row("idea", "idea", IDEATION, ("Idea", "Idé", "Idea"), 14, ("Ideakortti", "Idékort", "Idea card")),
    Row("planning", "planning", PLANNING, ("Suunnitelmaa tehdään", "Planeras", "Being planned"), 21,
        ("Suunnitelman luonnos", "Utkast till plan", "Draft plan")),
    Row("review", "in_review", PLANNING, ("Suunnitelma tarkistettavana", "Planen granskas", "Plan in review"), 7,
        ("Jäädytetty suunnitelma", "Fryst plan", "Frozen plan")),
    Row("approved", "approved", PLANNING, ("Suunnitelma hyväksytty", "Planen godkänd", "Plan approved"), 14,
        ("Hyväksyntä ehtoineen", "Godkännande med villkor", "Approval with its conditions"),
        (("aid", "Tuen peruste on selvillä, tai tukea ei ole", "Grunden för stödet är klar, eller inget stöd ges",
          "The basis of the aid is clear, or there is none"),
         ("rights", "Oikeuksista ja tiedoista on sovittu", "Rättigheter och data är överenskomna",
          "Rights and data have been agreed on"))),
    Row("running", "running", EXPERIMENT, ("Käynnissä", "Pågår", "Running"), 60, ("Mittaukset ja päiväkirja", "Mätningar och dagbok", "Measurements and diary"),
        (("consents", "Suostumukset on saatu, jos niitä tarvitaan", "Samtycken har fåtts, om de behövs",
          "Consents have been given where they are needed"),)),
    Row("evaluating", "evaluating", EVALUATION, ("Arvioinnissa", "Utvärderas", "In evaluation"), 21, ("Tulossivu", "Resultatblad", "Result sheet")),
    Row("decided", "decided", DECISION, ("Päätetty", "Beslutat", "Decided"), 14, ("Päätös perusteluineen", "Beslut med motivering", "Decision with its reasons")),
    Row("follow-up", "follow_up", DECISION, ("Seurannassa", "Uppföljs", "In follow-up"), 365, ("Käyttöönoton näyttö", "Bevis på ibruktagande", "Evidence of adoption")),
    Row("closed", "closed", DECISION, ("Päättynyt", "Avslutat", "Closed"), None, ("Julkinen tiivistelmä", "Offentlig sammanfattning", "Public summary"),
        (("indicators", "Indikaattorit on kirjattu", "Indikatorerna är antecknade", "The indicators have been recorded"),)),
)  # fmt: skip


def ensure(template: Any, version: Any, stage: Any) -> int:
    """Enter it where it is missing; how many stages were. A migration does it, with its own picture of the tables."""
    if template.objects.filter(organisation=None, key=KEY).exists():
        return 0
    made = template.objects.create(key=KEY, **NAMES)
    first = version.objects.create(template=made, number=1)
    stage.objects.bulk_create(stage(version=first, position=place, **columns(row)) for place, row in enumerate(ROWS, 1))
    version.objects.filter(pk=first.pk).update(published_at=clock.now())
    return len(ROWS)


def columns(row: Row) -> dict[str, Any]:
    parts = {"name": row.public, "staff": row.staff, "artefacts": row.left}
    words = {
        f"{part}_{code}": text
        for part, texts in parts.items()
        for code, text in zip(("fi", "sv", "en"), texts, strict=True)
    }
    return {
        "key": row.key,
        "state": row.state,
        "days": row.days,
        "guards": [reminder(each) for each in row.asks],
        **words,
    }


def reminder(line: tuple[str, str, str, str]) -> dict[str, Any]:
    key, fi, sv, en = line
    return {
        "key": key, "kind": "checklist", "subject": "", "count": 0, "order": 1, "strength": "note",
        "text_fi": fi, "text_sv": sv, "text_en": en,
    }  # fmt: skip
