"""Offers and needs for measuring speed: as many words, concepts and letters as texts have, as rare and as common as they are."""

from __future__ import annotations

import random
from typing import Any

VOCABULARY, BODIES = 20_000, 2_000
DIMENSIONS = ["content", "technology", "resource", "method", "competence"]
THEMES = ["energy", "forest", "food", "tourism", "care", "work", "nature", "trade", "border", "logistics"]
BATCH = 2_000


def words(chance: random.Random, stem: str, count: int) -> list[str]:
    """Few words are in many texts, many in few."""
    return sorted({f"{stem}{int(VOCABULARY ** chance.random())}" for _word in range(count)})


def parts(chance: random.Random, words_in: int) -> dict[Any, dict[str, float]]:
    """What the reader would find in a text of so many words."""
    from mint.matching.packing import Kind

    counted = {
        Kind.WORD: words(chance, "sana", words_in),
        Kind.LETTERS: words(chance, "k", 3 * words_in),
        Kind.CONCEPT: words(chance, "yso:p", words_in // 3),
    }
    return {kind: dict.fromkeys(found, 1.0) for kind, found in counted.items()}


def fill_offers(rows: int) -> None:
    """With their readings; the bodies come again and again, the marks by which they are found do not."""
    from mint import clock
    from mint.matching.models import Offer, OfferReading
    from mint.matching.packing import pack
    from mint.tenancy.models import Organisation

    chance = random.Random(7)
    owners = list(Organisation.objects.values_list("pk", flat=True))
    made = Offer.objects.bulk_create(
        (
            Offer(
                organisation_id=chance.choice(owners), kind="expertise", title=f"Offer {number}", description="x" * 300,
                created_at=clock.now(), dimensions=chance.sample(DIMENSIONS, 2), themes=chance.sample(THEMES, 2),
                terms=words(chance, "sana", 20), concepts=words(chance, "yso:p", 6), is_public=True,
            )
            for number in range(rows)
        ),
        batch_size=BATCH,
    )  # fmt: skip
    bodies = [pack(parts(chance, 50)) for _body in range(BODIES)]
    readings = (
        OfferReading(offer=offer, organisation_id=offer.organisation_id, language="fi", body=chance.choice(bodies))
        for offer in made
    )
    OfferReading.objects.bulk_create(readings, batch_size=BATCH)


def fill_needs(rows: int) -> list[int]:
    """Open needs of one owner, with their readings; returns their ids."""
    from mint.matching.models import Need, NeedReading
    from mint.matching.packing import pack_asked
    from mint.tenancy.models import Organisation

    chance, owner = random.Random(8), Organisation.objects.filter(kind="municipality").order_by("pk")[0]
    made = Need.objects.bulk_create(
        Need(
            subject_type="bench", subject_id=number, organisation=owner, municipality_id=owner.municipality_id,
            title=f"Need {number}", path="/fi/", dimensions=["technology", "method"], themes=chance.sample(THEMES, 2),
            terms=words(chance, "sana", 60), concepts=words(chance, "yso:p", 20),
        )
        for number in range(rows)
    )  # fmt: skip
    NeedReading.objects.bulk_create(
        NeedReading(need=need, organisation=owner, language="fi", body=pack_asked(parts(chance, 80))) for need in made
    )
    return [need.pk for need in made]
