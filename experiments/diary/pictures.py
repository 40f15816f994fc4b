"""A diary's picture is made small enough to be looked at among others: what the camera took is not kept."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from mint.files.checks import Checked

LONGEST_SIDE = 1600  # pixels
QUALITY = 85
PLAIN = ("L", "LA", "RGB", "RGBA", "CMYK")  # what is made smaller as it is; others have no colours in between


def fitted(upload: Checked) -> tuple[Checked, int, int]:
    """The picture within 1600 pixels, and its width and height; `mint.files` has taken off what the camera said of it."""
    kind = "PNG" if upload.content_type == "image/png" else "JPEG"
    with Image.open(upload.file, formats=[kind]) as image:
        if max(image.size) <= LONGEST_SIDE:
            upload.file.seek(0)
            return upload, *image.size
        profile = image.info.get("icc_profile")
        smaller = image if image.mode in PLAIN else image.convert("RGBA" if "transparency" in image.info else "RGB")
        smaller.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        target = io.BytesIO()
        more = {"quality": QUALITY} if kind == "JPEG" else {}
        smaller.save(target, kind, icc_profile=profile, **more)
        size = smaller.size
    file = SimpleUploadedFile(upload.name, target.getvalue(), upload.content_type)
    return Checked(file, upload.name, upload.content_type, upload.quarantine), *size
