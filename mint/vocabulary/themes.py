"""The built-in themes: concepts of the vocabulary, written by us in three languages in `data/themes.csv`."""

from dataclasses import dataclass

from django.utils.translation import get_language

from mint.vocabulary.builtin import entries_of
from mint.vocabulary.schemes import Scheme


@dataclass(frozen=True)
class Theme:
    key: str
    fi: str
    sv: str
    en: str

    @property
    def label(self) -> str:
        return str(getattr(self, (get_language() or "fi")[:2], self.fi))


THEMES = tuple(Theme(entry.code, **entry.names) for entry in entries_of(Scheme.THEME))
BY_KEY = {theme.key: theme for theme in THEMES}


def theme_choices() -> list[tuple[str, str]]:
    """(key, label) in the reader's language, in its alphabet."""
    return sorted(((theme.key, theme.label) for theme in THEMES), key=lambda choice: choice[1])


def theme_labels(keys: list[str]) -> list[str]:
    return [BY_KEY[key].label for key in keys if key in BY_KEY]
