"""What is said of an effect, word for word."""

import pytest
from django.utils.translation import override

from experiments.effects.estimates import Contrast, Design, Effect, Said
from experiments.effects.sentences import sentences
from experiments.effects.words import TEXTS, said


def effect(estimate, low, high, *, design=Design.BEFORE_AFTER, contrast=Contrast.CHANGE):
    return Effect(design, contrast, estimate, low, high, "", None, {}, Said("newcombe"))


@pytest.mark.parametrize(
    ("found", "name", "unit", "texts"),
    [
        (
            effect(-12, -20, -4), "odotusaika", "min",
            (
                "Odotusaika laski 12 minuuttia; todellinen muutos on todennäköisesti 4–20 minuuttia.",
                "Odotusaika sjönk med 12 minuter; den verkliga förändringen är sannolikt mellan 4 och 20 minuter.",
                "Odotusaika fell by 12 minutes; the true change is probably between 4 and 20 minutes.",
            ),
        ),
        (
            effect(1, -1.25, 3.25), "huipputeho", "kW",
            (
                "Huipputeho nousi 1 kW; todellinen muutos on todennäköisesti jotakin 1 kW laskun ja 3 kW nousun väliltä, joten kyse voi olla sattumasta.",
                "Huipputeho steg med 1 kW; den verkliga förändringen är sannolikt mellan en minskning med 1 kW och en ökning med 3 kW, så det kan bero på slumpen.",
                "Huipputeho rose by 1 kW; the true change is probably between a fall of 1 kW and a rise of 3 kW, so it may be chance.",
            ),
        ),
        (
            effect(0.19, 0.052, 0.334, design=Design.PROPORTIONS), "", "%",
            (
                "Osuus nousi 19 prosenttiyksikköä; todellinen muutos on todennäköisesti 5–33 prosenttiyksikköä.",
                "Andelen steg med 19 procentenheter; den verkliga förändringen är sannolikt mellan 5 och 33 procentenheter.",
                "The share rose by 19 percentage points; the true change is probably between 5 and 33 percentage points.",
            ),
        ),
        (
            effect(0.58, 0.39, 0.88, design=Design.COUNTS), "ajot", "kpl",
            (
                "Ajot laskivat 42 prosenttia; todellinen muutos on todennäköisesti 12–61 prosenttia.",
                "Ajot sjönk med 42 procent; den verkliga förändringen är sannolikt mellan 12 och 61 procent.",
                "Ajot fell by 42 per cent; the true change is probably between 12 and 61 per cent.",
            ),
        ),
        (
            effect(1.5, 0.25, 2.75, contrast=Contrast.DIFFERENCE), "kävijät", "henkilöt tapahtumaa kohden",
            (
                "Kävijät (henkilöt tapahtumaa kohden) olivat 1,5 suuremmat kuin vertailuryhmässä; todellinen ero on todennäköisesti 0,2–2,8.",
                "Kävijät (henkilöt tapahtumaa kohden) var 1,5 högre än i jämförelsegruppen; den verkliga skillnaden är sannolikt mellan 0,2 och 2,8.",
                "Kävijät (henkilöt tapahtumaa kohden) was 1.5 higher than in the comparison group; the true difference is probably between 0.2 and 2.8.",
            ),
        ),
        (
            effect(-12500, -21000, -4000, contrast=Contrast.LEVEL, design=Design.ITS), "kulut", "€",
            (
                "Kulut laskivat heti 12\xa0500 euroa aiempaan kehitykseen verrattuna; todellinen muutos on todennäköisesti 4000–21\xa0000 euroa.",
                "Kulut sjönk genast med 12\xa0500 euro jämfört med den tidigare utvecklingen; den verkliga förändringen är sannolikt mellan 4000 och 21\xa0000 euro.",
                "Kulut fell at once by 12,500 euros against its earlier course; the true change is probably between 4000 and 21,000 euros.",
            ),
        ),
    ],
)  # fmt: skip
def test_what_is_said_in_each_language(found, name, unit, texts):
    assert tuple(sentences(found, name=name, unit=unit).values()) == texts


def test_one_of_a_unit_is_said_as_one():
    found = sentences(effect(1, 1, 1), name="aika", unit="h")

    assert found["fi"].startswith("Aika nousi 1 tunnin;")
    assert found["en"].startswith("Aika rose by 1 hour;")


def test_nothing_that_changed_is_no_rise():
    assert sentences(effect(0, -2, 2), name="aika", unit="h")["fi"].startswith(
        "Aika ei muuttunut; todellinen muutos on"
    )


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_code_has_words_that_take_its_numbers(language):
    data = dict.fromkeys(("n", "of", "least", "missing", "df", "lag", "r", "value", "before", "after"), 1.5)
    with override(language):
        texts = [said(Said(code, {**data, "group": "before"})) for code in TEXTS]

    assert len(set(texts)) == len(TEXTS)
    assert not [text for text in texts if "%(" in text]
