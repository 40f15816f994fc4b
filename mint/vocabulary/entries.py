"""What a vocabulary file says, whatever its format (leaf)."""

from dataclasses import dataclass, field


class BrokenFileError(ValueError):
    """The file is not what it should be; the text says where."""


@dataclass(frozen=True)
class Entry:
    """A concept as it stands in a file: names by language, and its broader concepts as scheme:code."""

    scheme: str
    code: str
    names: dict[str, str]
    others: dict[str, tuple[str, ...]] = field(default_factory=dict)
    broader: tuple[str, ...] = ()
    uri: str = ""

    @property
    def key(self) -> str:
        return f"{self.scheme}:{self.code}"
