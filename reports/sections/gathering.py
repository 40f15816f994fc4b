"""A report's sections as they stand in its content, and the hashes of their texts in its manifest."""

from dataclasses import asdict
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, prefetch_related_objects

from reports.counting.counters import Scope
from reports.documents.document import Part, Said, paragraphs_of
from reports.models import Report
from reports.sections.blocks import GATHERED, Asked
from reports.sections.models import Section, SectionText, Template


def gather(report: Report, scope: Scope) -> dict[str, Any]:
    """Nothing of a report that began without a template."""
    template = template_of(report)
    if template is None:
        return {}
    parts = [asdict(_part(each, scope)) for each in sections_of(report)]
    return {"template": [template.kind, template.number], "parts": parts}


def sections_of(report: Report) -> list[Section]:
    """In the template's order, with texts and principles: three queries, once for a report that was fetched."""
    known = Section.objects.select_related("wanted__template", "writer", "person")
    whole = known.prefetch_related("texts", "principles").in_order()
    prefetch_related_objects([report], Prefetch("sections", queryset=whole))
    return list(report.sections.all())


def template_of(report: Report) -> Template | None:
    """The version that the report began with; None of one that has no sections."""
    found = sections_of(report)
    return found[0].wanted.template if found else None


def sealed(report: Report) -> dict[str, Any]:
    """The template's version, and the hash of every text, also in the languages that the document leaves out."""
    template = template_of(report)
    if template is None:
        return {}
    found = (
        SectionText.objects.filter(report=report)
        .exclude(text="")
        .values_list("section__wanted__key", "language", "text")
    )
    texts = sorted(
        [key, language, sha256("\n".join(paragraphs_of(text)).encode()).hexdigest()] for key, language, text in found
    )
    return {"template": [template.kind, template.number], "texts": texts}


def _part(section: Section, scope: Scope) -> Part:
    wanted, gathered = section.wanted, GATHERED.get(section.wanted.block)
    table = gathered(Asked(section, scope)) if gathered else None
    return Part(wanted.key, wanted.name, wanted.block, _texts(section), table, wanted.is_required)


def _texts(section: Section) -> list[Said]:
    """In the report's language; of a section for everybody in each, under the language's own name."""
    texts = {each.language: paragraphs_of(each.text) for each in section.texts.all()}
    if not section.wanted.in_all_languages:
        return [Said(section.language, "", texts.get(section.language, []))]
    return [Said(code, str(NAMES[code]), texts.get(code, [])) for code, _name in settings.LANGUAGES]


NAMES = {"fi": "Suomeksi", "sv": "På svenska", "en": "In English"}


def texts_by_language(report: Report) -> list[dict[str, Any]]:
    """Of each section that says something: its title and its paragraphs, by language; as the report's document has them.

    What is written in a language that the document leaves out has been approved by nobody.
    """
    wanted = {section.wanted.key: section.wanted for section in sections_of(report)}
    found = []
    for part in report.content.get("parts", []):
        said = {each["language"]: each["paragraphs"] for each in part["texts"] if each["paragraphs"]}
        if said:
            title = {code: getattr(wanted[part["key"]], f"name_{code}") for code, _name in settings.LANGUAGES}
            found.append({"key": part["key"], "title": title, "texts": said})
    return found
