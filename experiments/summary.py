"""A finished experiment on one printable page: what everybody may read of it, and no more, whoever asks for the page."""

import hashlib
import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pypdf import PdfReader

from experiments.findings import findings_of
from experiments.models import EvidenceReview, Experiment, Metric
from experiments.telling import citation, makers
from mint.actor import ANONYMOUS
from mint.templating import fdate, number, shortened
from mint.typeset import typeset

TEMPLATE = Path(__file__).parent / "typst" / "summary.typ"
KEPT = 24 * 60 * 60  # seconds; another text is another page
# As large as fits on one page; texts that are too long even so are cut, and the page leads to the whole of them.
FITTINGS = ((10, 0), (9, 0), (8, 0), (8, 900), (8, 450), (7, 250))  # points, characters of a text at most (0: all)


def one_page(experiment: Experiment) -> bytes:
    """In the active language. Made once for the same words: typesetting takes a good part of a second."""
    data = content(experiment)
    digest = hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    made: bytes | None = cache.get(f"summary:{digest}")
    if made is None:
        made = _fitted(data)
        cache.set(f"summary:{digest}", made, KEPT)
    return made


def _fitted(data: dict[str, Any]) -> bytes:
    for size, most in FITTINGS:
        made = typeset(TEMPLATE, {**data, "size": size, "parts": list(_cut(data["parts"], most))})
        if len(PdfReader(BytesIO(made)).pages) == 1:
            break
    return made


def _cut(parts: list[dict[str, Any]], most: int) -> Iterator[dict[str, Any]]:
    for part in parts:
        texts = [shortened(text, most) if most else text for text in part["texts"]]
        yield {**part, "texts": texts}


def content(experiment: Experiment) -> dict[str, Any]:
    """What the template reads. A part's `language` is its writers' where it is their words."""
    metrics = list(Metric.objects.visible_to(ANONYMOUS).filter(experiment=experiment).order_by("-is_primary", "id"))
    return {
        "language": get_language() or "fi",
        "content_language": experiment.language,
        "title": experiment.title,
        "organisation": experiment.organisation.name,
        "kind": _("Experiment"),
        "facts": _facts(experiment),
        "parts": [part for part in _parts(experiment, metrics) if any(part["texts"])],
        "footer": citation(experiment),
    }


def _part(heading: str, *texts: str, language: str = "") -> dict[str, Any]:
    return {"heading": heading, "texts": [text for text in texts if text], "language": language}


def _parts(experiment: Experiment, metrics: list[Metric]) -> Iterator[dict[str, Any]]:
    own = {"language": experiment.language}
    yield _part(_("What was tried"), experiment.public_summary, **own)
    yield _part(_("Hypothesis"), experiment.hypothesis, **own)
    yield _part(_("With whom and where"), experiment.population, **own)
    yield _part(_("Result"), experiment.result, **own)
    yield _part(_("How sure is it?"), *_sureness(experiment, metrics))
    yield _part(_("Lessons learned"), experiment.learnings, **own)
    yield _part(str(experiment.get_decision_display()), experiment.decision_reason, **own)


def _sureness(experiment: Experiment, metrics: list[Metric]) -> Iterator[str]:
    """The outcome, each published effect with its interval, and the grade with what a reviewer said of it."""
    yield f"{experiment.get_outcome_display()}."
    if experiment.is_overridden:
        yield _("The decision rule of the frozen plan says otherwise: %(rule)s. Why it was set aside: %(reason)s") % {
            "rule": experiment.get_outcome_computed_display(),
            "reason": experiment.outcome_reason,
        }
    for finding in findings_of(metrics, experiment).values():
        yield " ".join(part for part in (finding.sentence, finding.verdict, finding.refused) if part)
    if experiment.evidence:
        yield f"{experiment.get_evidence_display()}."
    review = EvidenceReview.objects.visible_to(ANONYMOUS).filter(experiment=experiment).first()
    if review:
        yield _("Reviewed from outside: %(reason)s") % {"reason": review.reason}


def _facts(experiment: Experiment) -> list[list[str]]:
    """Label, value, and the language of the value where it is not the page's."""
    found = [
        [_("Parties"), ", ".join(makers(experiment))],
        [_("Municipality"), experiment.municipality.name],
        [_("When"), f"{fdate(experiment.starts_on)} – {fdate(experiment.last_day)}"],
        [_("Decided"), fdate(experiment.decided_at)],
    ]
    if experiment.early_stop_reason:
        found.append([_("Ended early, because"), experiment.early_stop_reason])
    if experiment.cost is not None:
        found.append([_("What it cost"), f"{number(experiment.cost)} €"])
    if experiment.contact or experiment.contact_email:
        found.append(
            [_("Who answers questions"), " ".join(filter(None, [experiment.contact, experiment.contact_email]))]
        )
    if experiment.licence:
        found.append([_("Licence"), str(experiment.get_licence_display())])
    return found
