"""Pages as they are served: without the indentation that helps only who writes them."""

import re

from django.template import Origin
from django.template.loaders.filesystem import Loader as FilesystemLoader


class Loader(FilesystemLoader):
    """Each line begins at the margin; lines stay lines, so that an error names the right one. No template has a `pre`."""

    def get_contents(self, origin: Origin) -> str:
        text = super().get_contents(origin)
        return re.sub(r"\n[ \t]+", "\n", text) if origin.name.endswith(".html") else text
