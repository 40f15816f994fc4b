"""Companies of the demonstration, which reaches no register: invented, and shown as such."""

from mint.business_register.reading import Company

COMPANIES = {
    each.business_id: each
    for each in (
        Company(
            business_id="9900208-0", name="Esimerkki-Saimaan Veistämö Oy", municipality_code="831",
            town={"fi": "TAIPALSAARI"}, section="C",
            line={"fi": "Huviveneiden rakentaminen", "sv": "Byggande av fritidsbåtar", "en": "Building of pleasure boats"},
            is_invented=True,
        ),
        Company(
            business_id="9900217-9", name="Keksitty Maatilamatkailu Ky", municipality_code="739",
            town={"fi": "SAVITAIPALE"}, section="I",
            line={"fi": "Lomakylät", "sv": "Semesterbyar", "en": "Holiday villages"}, is_invented=True,
        ),
    )
}  # fmt: skip
EXAMPLE = next(iter(COMPANIES))
