"""Readings in a small form: what a text says as numbers, so that five hundred of them are read in a few milliseconds.

A feature (word, letters in a row, concept) becomes 32 bits of its checksum. Of the words, texts and tags are told apart
by one bit pattern more, so that a question's word finds both. Nobody can read a text out of it, and nothing is shown of
it: pages name what is shared from the lemmas and concepts that stand beside it.
"""

import struct
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from zlib import crc32

SIZES = struct.Struct("<5fI")
OF_TAGS = 0x5BD1E995  # turns the key of a word or concept into that of the same among the tags


class Kind(IntEnum):
    WORD = 0
    LETTERS = 1
    CONCEPT = 2
    TAG = 3
    TAG_WORD = 4


TAGGED = {Kind.WORD: Kind.TAG_WORD, Kind.CONCEPT: Kind.TAG}
PREFIX = {Kind.WORD: "w:", Kind.LETTERS: "l:", Kind.CONCEPT: "c:"}


def key_of(kind: Kind, feature: str) -> int:
    """A tag's key is that of its concept, a tag's word that of the word, turned."""
    base = next((plain for plain, tagged in TAGGED.items() if tagged == kind), kind)
    key = crc32(f"{PREFIX[base]}{feature}".encode())
    return key if base == kind else key ^ OF_TAGS


@dataclass(frozen=True)
class Packed:
    """`sizes` are the sums of the counts, by kind."""

    keys: "array[int]"
    counts: "array[float]"
    sizes: tuple[float, ...]

    def __iter__(self) -> Iterator[tuple[int, float]]:
        return zip(self.keys, self.counts, strict=True)


def pack(parts: Mapping[Kind, Mapping[str, float]]) -> bytes:
    """The counts of each kind, in one string of bytes."""
    found: dict[int, float] = {}
    for kind, features in parts.items():
        for feature, count in features.items():
            key = key_of(kind, feature)
            found[key] = found.get(key, 0.0) + count
    sizes = (sum(parts.get(kind, {}).values()) for kind in Kind)
    return SIZES.pack(*sizes, len(found)) + array("I", found).tobytes() + array("f", found.values()).tobytes()


def unpack(body: bytes | memoryview) -> Packed:
    content = bytes(body)
    *sizes, count = SIZES.unpack_from(content)
    middle = SIZES.size + 4 * count
    keys, counts = array("I"), array("f")
    keys.frombytes(content[SIZES.size : middle])
    counts.frombytes(content[middle:])
    return Packed(keys, counts, tuple(sizes))


def pack_asked(parts: Mapping[Kind, Mapping[str, float]]) -> bytes:
    """A question: each feature's weight by its kind; `ask` reads it."""
    rows = [
        (key_of(kind, feature), weight, kind)
        for kind, features in parts.items()
        for feature, weight in features.items()
    ]
    keys, weights, kinds = zip(*rows, strict=True) if rows else ((), (), ())
    return struct.pack("<I", len(rows)) + array("I", keys).tobytes() + array("f", weights).tobytes() + bytes(kinds)


def asked_in(body: bytes | memoryview) -> Iterable[tuple[int, float, int]]:
    """(key, weight, kind) of each feature of a question."""
    content = bytes(body)
    (count,) = struct.unpack_from("<I", content)
    keys, weights = array("I"), array("f")
    keys.frombytes(content[4 : 4 + 4 * count])
    weights.frombytes(content[4 + 4 * count : 4 + 8 * count])
    return zip(keys, weights, content[4 + 8 * count :], strict=True)
