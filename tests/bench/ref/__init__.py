"""REF, the unit of speed: a bare Django view, one indexed query of 25 rows, 25 cards in a small template."""
