"""What people wrote, in files that spreadsheet programs open."""

RISKY = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """A spreadsheet must not take somebody's text for a formula."""
    return f"'{text}" if text.startswith(RISKY) else text
