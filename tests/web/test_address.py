"""Readers are addressed in one way: te in Finnish, ni in Swedish. Short labels stay singular imperatives and name nobody."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import CharField
from django.utils import translation

# "sinä päivänä" is that day; -si is left out, for it ends too many other words
SINGULAR = {
    "fi": re.compile(
        r"\bsinä\b(?! päivänä)|\b(sinun|sinut|sinua|sinulle|sinulta|sinulla|sinuun|olet|et|voit|saat|näet|haluat|"
        r"hyväksyt|valitset|vahvistat|lähetät|tallennat|kirjoitat|muokkaat|ellet|haussasi|organisaatiosi)\b",
        re.IGNORECASE,
    ),
    "sv": re.compile(r"\b(du|dig|din|ditt|dina)\b", re.IGNORECASE),
}


@pytest.mark.parametrize("language", SINGULAR)
def test_nobody_is_addressed_in_the_singular(language: str) -> None:
    base = Path(settings.BASE_DIR)
    catalogue = polib.pofile(str(base / "mint" / "locale" / language / "LC_MESSAGES" / "django.po"))
    texts = [text for entry in catalogue for text in (entry.msgstr, *entry.msgstr_plural.values())]
    texts += [page.read_text() for page in (base / "templates" / "pages").glob(f"*_{language}.html")]
    assert [text for text in texts if SINGULAR[language].search(text)] == []


@pytest.mark.parametrize(
    ("language", "said"), [("fi", "Tekstissä on näkymätön merkki"), ("sv", "Texten har ett osynligt tecken")]
)
def test_a_character_that_cannot_be_kept_is_named_in_our_words(language: str, said: str) -> None:
    with translation.override(language), pytest.raises(ValidationError, match=said):
        CharField().clean("a\0b")
