"""What people wrote, in files that spreadsheet programs open."""

import unicodedata

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(text: str) -> str:
    """A spreadsheet must not take somebody's text for a formula."""
    plain = unicodedata.normalize("NFKC", text)  # full-width signs are read as the plain ones
    return f"'{text}" if plain.startswith(RISKY) or plain.lstrip().startswith(RISKY) else text
