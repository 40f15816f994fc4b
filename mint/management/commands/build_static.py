"""Build static/build/ (git-ignored): style sheets by layer, one script, one file of icons, subset fonts."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from mint.management import assets
from mint.templating import sheet


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:
        sources = Path(settings.BASE_DIR) / "static"
        target = sources / "build"
        (target / "fonts").mkdir(parents=True, exist_ok=True)
        (target / "public.css").write_text(assets.joined_css(sources / "css"))
        (target / "workspace.css").write_text(assets.joined_workspace_css(sources / "css"))
        (target / "mint.js").write_text(assets.joined_js(sources / "js"))
        (target / "icons.svg").write_text(sheet())
        size = sum(assets.write_font(name, target / "fonts" / f"{name}.woff2") for name in assets.FONTS)
        if size > assets.FONT_BUDGET:
            raise CommandError(f"The fonts take {size} bytes, over the budget of {assets.FONT_BUDGET}.")
