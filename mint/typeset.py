"""Accessible PDF by typst: PDF/A-2a and PDF/UA-1 at once, the same bytes from the same data, only fonts that we ship."""

import importlib.util
import json
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

FONTS = ("fontpkg_source_sans_3", "fontpkg_bricolage_grotesque")
LARGE = 50_000  # characters of data: from here on the typesetter's memory is to go back to the machine
LONGEST = 300  # seconds


def typeset(template: Path, data: dict[str, Any]) -> bytes:
    """The template reads `data` as JSON, never as markup.

    Raises RuntimeError (as typst.TypstError is one) when a drawing has no words for it, or a heading level is skipped.
    """
    said = json.dumps(data, ensure_ascii=False)
    return _apart(template, said) if len(said) > LARGE else _made(template, said)


def _made(template: Path, data: str) -> bytes:
    made = typst.compile(
        str(template),
        root=str(template.parent),
        format="pdf",
        sys_inputs={"data": data},
        font_paths=_fonts(),
        pdf_standards=["a-2a", "ua-1"],
        timestamp=0,
    )
    assert isinstance(made, bytes)
    return made


def _apart(template: Path, data: str) -> bytes:
    """The same in a process of its own, which knows this file and no other of ours: a worker stays as small as it was."""
    command = [sys.executable, "-P", __file__, str(template)]
    done = subprocess.run(  # our own file; what people wrote goes in as data
        command, input=data.encode(), capture_output=True, timeout=LONGEST, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace").strip()[-2000:])
    return done.stdout


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


if __name__ == "__main__":
    sys.stdout.buffer.write(_made(Path(sys.argv[1]), sys.stdin.buffer.read().decode()))
