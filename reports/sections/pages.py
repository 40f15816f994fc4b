"""What the pages of sections show, gathered."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mint import clock
from mint.actor import Actor
from mint.discussion.people import Person, people_for
from mint.discussion.states import Audience
from mint.projects.models import Partner
from mint.tenancy.context import Request
from mint.tenancy.models import Organisation
from reports.sections.checks import behind, languages_of
from reports.sections.models import Section, SectionText
from reports.sections.permissions import can_give, can_write
from reports.sections.states import Block

READY, BEGUN, MISSING, EMPTY = (
    ("open", "check"),
    ("eval", "pencil-line"),
    ("stop", "circle-alert"),
    ("draft", "circle-dashed"),
)


@dataclass(frozen=True)
class Line:
    """A section in a list: how far it is, who writes it, how long it is, and in which languages."""

    section: Section
    url: str
    st: str
    icon: str
    text: str
    words: int
    is_long: bool
    languages: list[dict[str, str]]
    is_of_report: bool = False  # in a list of several reports' sections: it says whose it is
    is_open: bool = True

    @property
    def who(self) -> str:
        if self.section.writer is None:
            return _("Project manager")
        return (
            f"{self.section.writer.name}, {self.section.person.name}"
            if self.section.person
            else self.section.writer.name
        )

    @property
    def is_due(self) -> bool:
        """A day was set, and somebody still writes for it."""
        return self.section.due_on is not None and self.section.ready_at is None and self.is_open

    @property
    def is_late(self) -> bool:
        due: date | None = self.section.due_on
        return self.is_due and due is not None and due < clock.today()


def line(section: Section, slug: str, *, of_report: bool = False, is_open: bool = True) -> Line:
    """`is_open`: its report still changes; of another nothing is being written."""
    texts = {each.language: each for each in section.texts.all() if each.text}
    source = texts.get(section.language)
    (st, icon), text = _standing(section, source, is_open=is_open)
    most = section.wanted.most_words
    words = source.words if source else 0
    url = reverse("sections:detail", args=[slug, section.pk])
    is_long = bool(most and words > most)
    return Line(section, url, st, icon, text, words, is_long, parity(section), of_report, is_open)


def _standing(section: Section, source: SectionText | None, *, is_open: bool) -> tuple[tuple[str, str], str]:
    if section.ready_at:
        return READY, _("Ready")
    if source:
        return (BEGUN, _("Being written")) if is_open else (READY, pgettext("section", "Written"))
    return (MISSING, _("Missing")) if section.wanted.is_required else (EMPTY, _("No text"))


def parity(section: Section) -> list[dict[str, str]]:
    """Each language: there, older than the text it is a translation of, or not there."""
    texts, old, asked = (
        {each.language for each in section.texts.all() if each.text},
        behind(section),
        languages_of(section),
    )
    said = []
    for code, name in settings.LANGUAGES:
        state = _("older than the original") if code in old else _("written") if code in texts else _("not written")
        said.append({"code": code, "name": str(name), "state": state, "st": _mark(code, texts, old, asked)})
    return said


def _mark(code: str, texts: set[str], old: list[str], asked: list[str]) -> str:
    if code in old:
        return "eval"
    return "open" if code in texts else "stop" if code in asked else "draft"


def chosen(request: Request, section: Section) -> str:
    """The language that is written: `?kieli=`, or the report's own."""
    wanted = request.GET.get("kieli", "")
    return wanted if wanted in dict(settings.LANGUAGES) else section.language


def earlier(section: Section, language: str, actor: Actor) -> SectionText | None:
    """The same section's text in the project's report before this one, of those that the reader sees."""
    seen = SectionText.objects.visible_to(actor).filter(
        section__project_id=section.project_id,
        section__wanted__key=section.wanted.key,
        language=language,
        section__pk__lt=section.pk,
    )
    found = seen.exclude(text="").exclude(report_id=section.report_id)
    return found.select_related("section__wanted").order_by("-section__ends_on", "-section_id").first()


def detail(request: Request, section: Section, form: Any, text: SectionText | None) -> dict[str, Any]:
    language, slug = chosen(request, section), request.acting_for.slug
    may_write = bool(section.is_open) and can_write(request.actor, section)
    return {
        "section": section,
        "text": text,
        "form": form if may_write else None,
        "language": language,
        "languages": parity(section),
        "line": line(section, slug, is_open=bool(section.is_open)),
        "earlier": earlier(section, language, request.actor) if may_write else None,
        "may_write": may_write,
        "may_give": bool(section.is_open) and can_give(request.actor, section),
        "is_manager": can_give(request.actor, section),
        "has_principles": has_principles(section),
        "shows": section.wanted.get_block_display() if section.wanted.block else "",
        "nav": "reports",
    }


def has_principles(section: Section) -> bool:
    return section.wanted.block == Block.PRINCIPLES


def partners(section: Section) -> Any:
    """Whom a section can be given to: those who take part in the project beside the lead."""
    taking = Partner.objects.filter(project_id=section.project_id, part=Partner.Part.CO_IMPLEMENTER)
    return Organisation.objects.filter(pk__in=taking.values("organisation")).order_by("name")


def people(section: Section) -> list[Person]:
    """Who writes in the organisation that has been given it."""
    if section.writer is None:
        return []
    return [
        each
        for each in people_for(section)
        if each.organisation == section.writer.name and Audience.PARTIES in each.audiences
    ]
