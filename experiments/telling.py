"""What a finished experiment is called elsewhere: its permanent address, its citation, and a description for machines."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from experiments.models import Experiment, Metric
from experiments.states import LICENCE_URLS
from mint import clock
from mint.tenancy.actions import absolute


def permanent(experiment: Experiment) -> str:
    """The short address: it stays when the title changes."""
    return absolute(reverse("experiments:go", args=[experiment.pk]))


def makers(experiment: Experiment) -> list[str]:
    """The owner first, then the other parties."""
    return [experiment.organisation.name, *(part.party.name for part in experiment.parties.all())]


def citation(experiment: Experiment) -> str:
    year = clock.day_of(experiment.decided_at).year if experiment.decided_at else clock.today().year
    return _("%(makers)s (%(year)s). %(title)s. Experiment, %(place)s. MINT. %(address)s") % {
        "makers": ", ".join(makers(experiment)),
        "year": year,
        "title": experiment.title,
        "place": experiment.municipality.name,
        "address": permanent(experiment),
    }


def described(experiment: Experiment, metrics: Sequence[Metric]) -> dict[str, Any]:
    """In the words of schema.org: a data set where the measurements are published, else a report. What is not known is left out."""
    owner, *others = makers(experiment)
    found = {
        "@context": "https://schema.org",
        "@type": "Dataset" if experiment.shows_data else "Report",
        "@id": permanent(experiment),
        "url": permanent(experiment),
        "identifier": permanent(experiment),
        "name": experiment.title,
        "description": experiment.public_summary or experiment.hypothesis,
        "abstract": experiment.result,
        "inLanguage": experiment.language,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": owner},
        "contributor": [{"@type": "Organization", "name": name} for name in others],
        "datePublished": _day(experiment.decided_at),
        "temporalCoverage": _period(experiment),
        "spatialCoverage": {"@type": "Place", "name": experiment.municipality.name},
        "license": LICENCE_URLS.get(experiment.licence),
        "creditText": citation(experiment),
        **(_data(experiment, metrics) if experiment.shows_data else {}),
    }
    return {name: value for name, value in found.items() if value}


def _data(experiment: Experiment, metrics: Sequence[Metric]) -> dict[str, Any]:
    """What is measured, and where its values are."""
    return {
        "variableMeasured": [
            {"@type": "PropertyValue", "name": metric.name, "unitText": metric.unit} for metric in metrics
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": metric.name,
                "encodingFormat": "text/csv",
                "contentUrl": absolute(reverse("experiments:data", args=[experiment.pk, metric.pk])),
            }
            for metric in metrics
        ],
    }


def _day(moment: Any) -> str:
    return clock.day_of(moment).isoformat() if moment else ""


def _period(experiment: Experiment) -> str:
    if not (experiment.starts_on and experiment.last_day):
        return ""
    return f"{experiment.starts_on.isoformat()}/{experiment.last_day.isoformat()}"


def told(experiment: Experiment, metrics: Sequence[Metric]) -> dict[str, Any]:
    """For the page of a finished experiment; nothing before the decision."""
    if not experiment.is_finished:
        return {}
    found: dict[str, Any] = {"citation": citation(experiment), "permanent": permanent(experiment)}
    found["licence_url"] = LICENCE_URLS.get(experiment.licence, "")
    if experiment.is_public:
        found["described"] = described(experiment, metrics)
    return found
