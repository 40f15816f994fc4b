"""The built-in themes, written by us in three languages (leaf)."""

from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True)
class Theme:
    key: str
    fi: str
    sv: str
    en: str

    @property
    def label(self) -> str:
        return str(getattr(self, (get_language() or "fi")[:2], self.fi))


THEMES = (
    Theme("circular-economy", "kiertotalous", "cirkulär ekonomi", "circular economy"),
    Theme("energy", "energia", "energi", "energy"),
    Theme("forest", "metsä ja puu", "skog och trä", "forest and wood"),
    Theme("food", "ruoka", "mat", "food"),
    Theme("tourism", "matkailu", "turism", "tourism"),
    Theme("care", "hoiva ja hyvinvointi", "omsorg och välfärd", "care and wellbeing"),
    Theme("digital-services", "digipalvelut", "digitala tjänster", "digital services"),
    Theme("manufacturing", "konepaja ja tuotanto", "verkstad och produktion", "manufacturing"),
    Theme("logistics", "liikkuminen ja kuljetus", "mobilitet och transport", "mobility and transport"),
    Theme("premises", "koulut ja tilat", "skolor och lokaler", "schools and premises"),
    Theme("seasonal-residents", "vapaa-ajan asukkaat", "fritidsboende", "seasonal residents"),
    Theme("border", "rajavaikutukset", "gränseffekter", "effects of the border"),
    Theme("vitality", "pito- ja vetovoima", "hållkraft och dragningskraft", "attraction and retention"),
    Theme("participation", "osallisuus ja yhteisö", "delaktighet och gemenskap", "participation and community"),
    Theme("work", "työ ja osaajat", "arbete och kompetens", "work and talent"),
    Theme("nature", "luonto ja vesistöt", "natur och vattendrag", "nature and waters"),
    Theme("preparedness", "varautuminen", "beredskap", "preparedness"),
    Theme("trade", "kauppa ja myynti", "handel och försäljning", "trade and sales"),
)
BY_KEY = {theme.key: theme for theme in THEMES}


def theme_choices() -> list[tuple[str, str]]:
    """(key, label) in the reader's language, in its alphabet."""
    return sorted(((theme.key, theme.label) for theme in THEMES), key=lambda choice: choice[1])


def theme_labels(keys: list[str]) -> list[str]:
    return [BY_KEY[key].label for key in keys if key in BY_KEY]
