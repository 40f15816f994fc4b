"""The map of municipalities as tiles: one leaf each, at its place, with the number of open challenges on it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from mint.places.models import Municipality
from mint.tenancy.models import Organisation
from mint.tenancy.roles import Kind

WIDTH, HEIGHT, GAP = 104, 86, 6
SHADES = 4


@dataclass(frozen=True)
class Tile:
    """A municipality on the map; `count` is None where it does not take part. Lengths are in the drawing's units."""

    name: str
    slug: str
    x: int
    y: int
    count: int | None

    @property
    def shade(self) -> int:
        """1 to 4: the more open challenges, the deeper."""
        return min(SHADES, max(1, self.count or 0))

    @property
    def outline(self) -> str:
        """The mint leaf: two sharp corners, two round ones."""
        return (
            f"M{self.x} {self.y + 4}q0-4 4-4h{WIDTH - 24}q20 0 20 20v{HEIGHT - 24}q0 4-4 4h-{WIDTH - 24}q-20 0-20-20z"
        )

    @property
    def middle(self) -> int:
        return self.x + WIDTH // 2


@dataclass(frozen=True)
class Map:
    tiles: list[Tile]
    width: int
    height: int

    @property
    def taking_part(self) -> list[Tile]:
        return sorted(
            (tile for tile in self.tiles if tile.count is not None),
            key=lambda tile: tile.name,
        )


def draw(counts: Mapping[int, int]) -> Map:
    """The map, given the number of open challenges of each municipality's id. One statement."""
    tenants = Organisation.objects.filter(kind=Kind.MUNICIPALITY, municipality=OuterRef("pk"))
    places = list(Municipality.objects.annotate(takes_part=Exists(tenants)).order_by("tile_row", "tile_column"))
    left = min((place.tile_column for place in places), default=0)
    tiles = [_tile(place, left, counts.get(place.pk, 0) if place.takes_part else None) for place in places]
    width = max((tile.x for tile in tiles), default=0) + WIDTH
    return Map(tiles, width, max((tile.y for tile in tiles), default=0) + HEIGHT)


def _tile(place: Municipality, left: int, count: int | None) -> Tile:
    x, y = (place.tile_column - left) * (WIDTH + GAP), place.tile_row * (HEIGHT + GAP)
    return Tile(place.name, place.slug, x, y, count)
