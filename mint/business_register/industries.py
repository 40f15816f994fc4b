"""From a class of the industry classification to its section. Letters shift between editions, divisions keep their numbers."""

CLASSIFICATION = "TOL2025"
# TOL 2025 (NACE Rev. 2.1): section, its first and its last division
SECTIONS = (
    ("A", 1, 3), ("B", 5, 9), ("C", 10, 33), ("D", 35, 35), ("E", 36, 39), ("F", 41, 43), ("G", 46, 47), ("H", 49, 53),
    ("I", 55, 56), ("J", 58, 60), ("K", 61, 63), ("L", 64, 66), ("M", 68, 68), ("N", 69, 75), ("O", 77, 82), ("P", 84, 84),
    ("Q", 85, 85), ("R", 86, 88), ("S", 90, 93), ("T", 94, 96), ("U", 97, 98), ("V", 99, 99),
)  # fmt: skip


def section_of(code: str) -> str:
    """The TOL 2025 section of a class of two to five digits, of TOL 2008 too; empty where there is none.

    Division 45 of TOL 2008 (motor vehicles) went in two: it has none.
    """
    if not (code.isascii() and code.isdigit() and 2 <= len(code) <= 5):
        return ""
    division = int(code[:2])
    return next((section for section, first, last in SECTIONS if first <= division <= last), "")
