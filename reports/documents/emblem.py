"""The European emblem by its published geometry: twelve upright stars on a circle, on a field of 3 to 2."""

from math import cos, pi, sin

BLUE, YELLOW = "#003399", "#ffcc00"
HEIGHT = 36.0
CIRCLE = HEIGHT / 3  # the stars' centres; each star's points lie on a circle of one eighteenth of the height
STAR = HEIGHT / 18
INNER = STAR * 0.381966  # where the arms of a regular five-pointed star meet


def svg() -> str:
    stars = "".join(_star(hour) for hour in range(12))
    width = HEIGHT * 1.5
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {HEIGHT:g}">'
        f'<path fill="{BLUE}" d="M0 0h{width:g}v{HEIGHT:g}H0z"/><path fill="{YELLOW}" d="{stars}"/></svg>'
    )


def _star(hour: int) -> str:
    angle = hour * pi / 6
    x, y = HEIGHT * 0.75 + CIRCLE * sin(angle), HEIGHT / 2 - CIRCLE * cos(angle)
    points = (_point(x, y, STAR if corner % 2 == 0 else INNER, corner) for corner in range(10))
    return f"M{'L'.join(points)}z"


def _point(x: float, y: float, radius: float, corner: int) -> str:
    angle = corner * pi / 5
    return f"{x + radius * sin(angle):.3f} {y - radius * cos(angle):.3f}"
