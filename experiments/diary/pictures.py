"""A diary's picture is made small enough to be looked at among others: what the camera took is not kept."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from mint.files.checks import Checked

LONGEST_SIDE = 1600  # pixels
QUALITY = 85


def fitted(upload: Checked) -> tuple[Checked, int, int]:
    """The picture within 1600 pixels, and its width and height; `mint.files` has taken off what the camera said of it."""
    kind = "PNG" if upload.content_type == "image/png" else "JPEG"
    with Image.open(upload.file, formats=[kind]) as image:
        profile = image.info.get("icc_profile")
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        target = io.BytesIO()
        more = {"quality": QUALITY} if kind == "JPEG" else {}
        image.save(target, kind, icc_profile=profile, **more)
        size = image.size
    file = SimpleUploadedFile(upload.name, target.getvalue(), upload.content_type)
    return Checked(file, upload.name, upload.content_type, upload.quarantine), *size
