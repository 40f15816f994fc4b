"""Accessible PDF by typst: PDF/A-2a and PDF/UA-1 at once, the same bytes from the same data, only fonts that we ship."""

import importlib.util
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

FONTS = ("fontpkg_source_sans_3", "fontpkg_bricolage_grotesque")


def typeset(template: Path, data: dict[str, Any]) -> bytes:
    """The template reads `data` as JSON, never as markup.

    Raises typst.TypstError when a drawing has no words for it, or a heading level is skipped.
    """
    made = typst.compile(
        str(template),
        root=str(template.parent),
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        font_paths=_fonts(),
        pdf_standards=["a-2a", "ua-1"],
        timestamp=0,
    )
    assert isinstance(made, bytes)
    return made


DRAWING = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 16cm)"""


def picture(svg: str) -> bytes:
    """A drawing as a PNG, for files that hold no SVG: the same bytes from the same drawing."""
    made = typst.compile(DRAWING, format="png", ppi=150.0, sys_inputs={"svg": svg}, font_paths=_fonts())
    assert isinstance(made, bytes)
    return made


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    folders = []
    for package in FONTS:
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            raise FileNotFoundError(package)
        folders.append(str(Path(spec.origin).parent / "files"))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
