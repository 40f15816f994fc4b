"""Extract msgids into mint/locale/, fill in translations, compile them, or check that nothing is missing."""

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from mint.management import catalogues


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        one = parser.add_mutually_exclusive_group()
        one.add_argument("--check", action="store_true", help="change nothing; fail when a text has no translation")
        one.add_argument("--compile", action="store_true", help="only compile the .po files to .mo")
        one.add_argument("--merge", type=Path, metavar="DIR", help="extract, and take translations from DIR/*.json")

    def handle(self, *_args: Any, **options: Any) -> None:
        root = Path(settings.BASE_DIR)
        languages = [code for code, _name in settings.LANGUAGES if code != "en"]  # msgids are English
        if options["check"]:
            self._check(root, languages)
            return
        if not options["compile"]:
            self._update(root, languages, options["merge"])
        for language in languages:
            path = catalogues.catalogue_path(root, language)
            polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))

    def _update(self, root: Path, languages: list[str], folder: Path | None) -> None:
        texts = catalogues.extract(root)
        given, conflicts = catalogues.read_translations(folder) if folder else ({}, [])
        for conflict in conflicts:
            self.stderr.write(f"! {conflict}")
        for language in languages:
            path = catalogues.catalogue_path(root, language)
            path.parent.mkdir(parents=True, exist_ok=True)
            catalogue = catalogues.updated(path, texts, given, language)
            catalogue.save(str(path))
            self.stdout.write(f"{language}: {len(texts)} texts, {len(catalogue.untranslated_entries())} untranslated")

    def _check(self, root: Path, languages: list[str]) -> None:
        texts = catalogues.extract(root)
        found: dict[str, list[str]] = {}
        for language in languages:
            for problem in catalogues.problems(catalogues.catalogue_path(root, language), texts):
                found.setdefault(problem, []).append(language)
        if found:
            lines = [f"{', '.join(codes)}: {problem}" for problem, codes in found.items()]
            raise CommandError("\n".join([*lines, f"{len(found)} texts to see to (manage.py messages)."]))
