"""The colours keep their promises: contrast of every pair in both themes, and the same dark theme twice."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text()
TEXT, LARGE, BEST = 4.5, 3, 7
PAIRS = [
    *((f"ink {on}", BEST) for on in ("canvas", "surface", "sunken", "tint", "map-1", "map-2", "map-3")),
    ("ink map-4", TEXT),
    *((f"ink-2 {on}", TEXT) for on in ("canvas", "surface", "sunken", "tint", "map-0")),
    *((f"link {on}", TEXT) for on in ("canvas", "surface", "sunken", "tint")),
    *((f"on-primary {on}", TEXT) for on in ("primary", "primary-hover")),
    *((f"primary {on}", TEXT) for on in ("surface", "canvas")),
    *((f"line-strong {on}", LARGE) for on in ("surface", "canvas", "sunken")),
    ("on-lake lake", BEST),
    ("on-lake-2 lake", TEXT),
    ("mint lake", TEXT),
    ("on-mint mint", BEST),
    *((f"danger {on}", TEXT) for on in ("surface", "canvas", "danger-bg")),
    ("on-danger danger", TEXT),
    *((f"{name} {name}-bg", TEXT) for name in ("warn", "info", "ok")),
    *((f"st-{st} st-{st}-bg", TEXT) for st in ("draft", "open", "match", "run", "eval", "stop")),
    *((f"focus-a {on}", LARGE) for on in ("canvas", "surface", "focus-b")),
    ("map-edge surface", LARGE),
    *((f"c{i} surface", LARGE) for i in range(1, 7)),
]


def block(comment: str) -> dict[str, str]:
    start = CSS.index(f"/* {comment} */")
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})\b", CSS[start : CSS.index("}", start)]))


LIGHT, DARK, CHOSEN = block("light"), block("dark"), block("dark, chosen")
THEMES = {"light": LIGHT, "dark": {**LIGHT, **DARK}}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("pair", "least"), PAIRS)
def test_every_pair_of_colours_is_readable(theme, pair, least):
    front, back = (THEMES[theme][name] for name in pair.split())
    assert contrast(front, back) >= least


def test_the_dark_theme_is_the_same_whether_chosen_by_the_system_or_by_the_person():
    assert DARK == CHOSEN
    assert len(DARK) > 40


@pytest.mark.parametrize("theme", THEMES)
def test_one_of_the_two_focus_rings_is_seen_on_the_lake(theme):
    colours = THEMES[theme]
    assert max(contrast(colours[ring], colours["lake"]) for ring in ("focus-a", "focus-b")) >= LARGE
