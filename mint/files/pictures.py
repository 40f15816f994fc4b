"""Images: measured before they are decoded, and written anew without what the camera says of place, day and person."""

import io
from typing import IO, Any

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_PIXELS = 50_000_000
FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
QUALITY = 90


class PictureError(Exception):
    """Not an image of the type that its name says, or too large a one."""


def rewritten(stream: IO[Any], suffix: str) -> bytes:
    """The picture alone, upright, with its colour profile; of several frames the first."""
    try:
        with Image.open(stream, formats=[FORMATS[suffix]]) as image:  # the header only
            if image.width * image.height > MOST_PIXELS:
                raise PictureError
            upright = ImageOps.exif_transpose(image)
            return _written(upright, FORMATS[suffix], image.info.get("icc_profile"))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise PictureError from error


def _written(image: Image.Image, kind: str, profile: bytes | None) -> bytes:
    bare = Image.new(image.mode, image.size)
    if image.mode == "P":
        bare.putpalette(image.getpalette() or [])
    bare.paste(image)
    if "transparency" in image.info:
        bare.info["transparency"] = image.info["transparency"]
    target = io.BytesIO()
    more = {"quality": QUALITY} if kind == "JPEG" else {}
    bare.save(target, kind, icc_profile=profile, **more)
    return target.getvalue()
