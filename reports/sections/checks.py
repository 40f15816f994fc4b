"""What is to be put right in a report's texts before it is approved, each with the page where that is done."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from mint import clock
from reports.documents.document import shown_date
from reports.models import Report
from reports.parts import Finding
from reports.sections.gathering import sections_of
from reports.sections.models import Section, SectionText
from reports.sections.states import Block, Principle


def check(report: Report) -> list[Finding]:
    slug = report.organisation.slug
    found = sections_of(report)
    lines = [finding for section in found for finding in _of_section(section, slug)]
    return [*_changed(report, found), *lines]


def _of_section(section: Section, slug: str) -> Iterator[Finding]:
    texts = {each.language: each for each in section.texts.all() if each.text}
    for language in languages_of(section):
        yield from _of_text(section, language, texts.get(language), slug)
    for language in behind(section):
        text = _("%(title)s (%(language)s): the text is older than the one it is a translation of")
        yield Finding(text % _words(section, language), _url(section, slug, language))
    if section.writer and not section.ready_at:
        yield _not_ready(section, slug)
    if section.wanted.block == Block.PRINCIPLES and len(section.principles.all()) < len(Principle):
        text = _("%(title)s: not every principle has been said") % _words(section, section.language)
        yield Finding(text, reverse("sections:principles", args=[slug, section.pk]))


def languages_of(section: Section) -> list[str]:
    """Those in which the document shows it."""
    return [code for code, _name in settings.LANGUAGES] if section.wanted.in_all_languages else [section.language]


def behind(section: Section) -> list[str]:
    """The languages whose text is older than that in the report's own language, which the others are translations of."""
    texts = {each.language: each for each in section.texts.all() if each.text}
    source = texts.get(section.language)
    if source is None:
        return []
    return [code for code, each in texts.items() if code != section.language and each.written_at < source.written_at]


def _of_text(section: Section, language: str, text: SectionText | None, slug: str) -> Iterator[Finding]:
    wanted, words, url = section.wanted, _words(section, language), _url(section, slug, language)
    who = section.writer.name if section.writer else ""
    if text is None:
        if wanted.is_required:
            yield Finding(_("%(title)s (%(language)s): the text is missing") % words, url, who, blocks=True)
    elif wanted.most_words and text.words > wanted.most_words:
        counted = words | {"words": text.words, "most": wanted.most_words}
        sentence = _("%(title)s (%(language)s): %(words)d words, and at most %(most)d are allowed")
        yield Finding(sentence % counted, url, who, blocks=True)


def _not_ready(section: Section, slug: str) -> Finding:
    who = section.writer.name if section.writer else ""
    return Finding(unready(section), _url(section, slug, section.language), who)


def unready(section: Section) -> str:
    """That it is not marked as ready, and since when it should have been."""
    words = _words(section, section.language)
    if section.due_on and section.due_on < clock.today():
        late = words | {"day": shown_date(section.due_on)}
        return _("%(title)s: was due on %(day)s, and is not marked as ready") % late
    return _("%(title)s: not marked as ready") % words


def _changed(report: Report, found: list[Section]) -> list[Finding]:
    """The steering group approves what is in the files: a text written after the building is not."""
    written = (part.written_at for each in found for part in (*each.texts.all(), *each.principles.all()))
    newest = max(written, default=None)
    if newest is None or report.built_at is None or newest <= report.built_at:
        return []
    return [
        Finding(
            _("Texts have been written after the report was built. Build it again."),
            report.get_absolute_url(),
            blocks=True,
        )
    ]


def _words(section: Section, language: str) -> dict[str, object]:
    return {"title": section.wanted.name, "language": dict(settings.LANGUAGES)[language]}


def _url(section: Section, slug: str, language: str) -> str:
    return f"{reverse('sections:detail', args=[slug, section.pk])}?kieli={language}"
