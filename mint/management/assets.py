"""Join style sheets and scripts, and cut the fonts down to the letters that MINT writes."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

# precedence comes from the layers named in layers.css; the order within a layer is this one, then the name
LAYERS = ("layers", "reset", "tokens", "base", "layout", "components/*", "utilities", "print")
FONT_BUDGET = 50 * 1024

LETTERS = (
    *range(0x20, 0x7F),  # ASCII
    *range(0xA0, 0x100),  # Latin-1: ä ö å é ü and signs
    *(ord(letter) for letter in "ŠšŽžČčĐđŊŋŦŧŐőŁłńŃĐđĀāĒēĪīŪū"),  # names: Sámi, Baltic, Polish, Hungarian
    *(ord(sign) for sign in "–—‘’‚“”„†•…‰‹›⁄€−→←↑↓≈≠≤≥×·\u2009\u2011\u202f"),
)
FEATURES = ["kern", "liga", "locl", "ccmp", "mark", "mkmk", "lnum", "tnum", "pnum", "case", "calt"]
Limits = dict[str, float | tuple[float, float]]
FONTS: dict[str, tuple[str, str, Limits]] = {
    "source-sans-3": ("fontpkg_source_sans_3", "SourceSans3[wght].ttf", {"wght": (400, 700)}),
    "bricolage-700": (
        "fontpkg_bricolage_grotesque",
        "BricolageGrotesque[opsz,wdth,wght].ttf",
        {"wght": 700, "wdth": 100, "opsz": 36},
    ),
}


def joined_css(sources: Path) -> str:
    """The public sheet: every layer's files without comments and indentation."""
    found: Iterator[Path] = (path for layer in LAYERS for path in sorted(sources.glob(f"{layer}.css")))
    return _joined(found)


def joined_workspace_css(sources: Path) -> str:
    """What only the signed-in workspace adds to the public sheet."""
    return _joined(iter(sorted(sources.glob("workspace/*.css"))))


def joined_js(sources: Path) -> str:
    """Every behaviour in its own scope, by name; a file that fails to start does not stop the next."""
    parts = (
        f"(() => {{\n{path.read_text()}\n}})();"
        if not path.read_text().lstrip().startswith(("(()", "(function"))
        else path.read_text()
        for path in sorted(sources.glob("*.js"))
    )
    return "\n".join(parts)


def write_font(name: str, target: Path) -> int:
    """Write the subset as woff2; returns its size in bytes."""
    package, file, limits = FONTS[name]
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(package)
    font = TTFont(Path(spec.origin).parent / "files" / file, recalcTimestamp=False)
    _subset(font)
    instancer.instantiateVariableFont(font, limits, inplace=True)
    font.flavor = "woff2"
    font.save(target)
    return target.stat().st_size


def _subset(font: TTFont) -> None:
    """Before instancing, so that only the glyphs that stay are interpolated."""
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = [0, 1, 2, 13, 14]  # the licence stays in the file
    options.drop_tables += ["STAT", "DSIG"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)


def _joined(files: Iterator[Path]) -> str:
    return "\n".join(_smaller(path.read_text()) for path in files)


def _smaller(css: str) -> str:
    without_comments = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return "\n".join(line.strip() for line in without_comments.splitlines() if line.strip())
