"""Stages of experiments: where they stand, a university's template with a draft, approvals by hand and by link."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile

from experiments.models import Experiment
from experiments.staging.builtin import KEY, ensure
from experiments.staging.catalogue import Guard
from experiments.staging.models import Document, SignOff, Stage, Template, Version, Visit
from experiments.staging.placing import state_of
from experiments.staging.signing import KIND
from experiments.staging.states import Strength
from mint import clock
from mint.sealing import hashed
from mint.tenancy.models import Organisation

NAMES = {"name_fi": "Maaseudun malli", "name_sv": "Landsbygdens mall", "name_en": "Rural template"}
WORDS = {"text_fi": "Kysytty", "text_sv": "Frågat", "text_en": "Asked"}


def built_in() -> Version:
    ensure(Template, Version, Stage)
    return Version.objects.get(template__key=KEY)


def stand(experiment: Experiment, version: Version | None = None, key: str = "", **more: Any) -> Visit:
    """At the stage of its state (or of this key) in the version, the built-in one unless another is given."""
    stages = (version or built_in()).stages.filter(state=state_of(experiment)).order_by("position")
    stage = stages.get(key=key) if key else stages[0]
    return Visit.objects.create(
        organisation_id=experiment.organisation_id, experiment=experiment, version=stage.version, stage=stage,
        **{"entered_at": clock.now() - timedelta(days=3), **more},
    )  # fmt: skip


def guard(kind: str, subject: str = "", strength: str = Strength.REASON, **more: Any) -> dict[str, Any]:
    return Guard(
        **{"key": uuid4().hex[:8], "kind": kind, "subject": subject, "strength": strength, **WORDS, **more}
    ).to_json()


def make_template(organisation: Organisation, *, project: Any = None, **asks: list[dict[str, Any]]) -> Template:
    """A copy of the built-in one, not published: `asks` are the lines of gates, by the key of their stage (`-` as `_`).

    Between running and evaluating it has a further stage, `half`.
    """
    template = Template.objects.create(organisation=organisation, project=project, **NAMES)
    version = Version.objects.create(template=template, number=1)
    rows = list(built_in().stages.order_by("position"))
    running = next(place for place, row in enumerate(rows) if row.key == "running")
    half = {
        f"{part}_{code}": text
        for part in ("name", "staff")
        for code, text in (("fi", "Puoliväli"), ("sv", "Halvvägs"), ("en", "Halfway"))
    }
    rows.insert(running + 1, rows[running].same_but(version, key="half", guards=[], **half))
    for place, row in enumerate(rows, 1):
        made = row.same_but(version, position=place)
        made.guards = asks.get(row.key.replace("-", "_"), [])
        made.save()
    return template


def publish(template: Template) -> Version:
    Version.objects.filter(template=template, published_at=None).update(published_at=clock.now())
    return Version.objects.filter(template=template).order_by("-number")[0]


def make_sign_off(visit: Visit, token: str = "", **more: Any) -> SignOff:
    """Ticked by nobody in particular; with a token, asked of somebody from outside."""
    values: dict[str, Any] = {"guard_key": "rivi", "kind": "checklist", "is_given": True, "answered_at": clock.now()}
    if token:
        shown = {
            "title": "Kokeilu",
            "owner": "Yritys",
            "language": "fi",
            "plan": {},
            "place": dict.fromkeys(("fi", "sv", "en"), "Kunta"),
        }
        shown["question"] = dict.fromkeys(("fi", "sv", "en"), "Hyväksyttekö?")
        values = {"guard_key": "ulkopuolinen", "kind": "approval", "role": "outside", "name": "Ulla Ulkoa", "shown": shown,
                  "email": "ulla@example.test", "token_hash": hashed(KIND, token), "expires_at": clock.now() + timedelta(days=9)}  # fmt: skip
    owner = {"organisation_id": visit.organisation_id, "experiment_id": visit.experiment_id, "visit": visit}
    return SignOff.objects.create(**owner, **{**values, **more})


def make_document(experiment: Experiment, key: str = "paperi") -> Document:
    content = ContentFile(b"%PDF-1.4", "lupa.pdf")
    return Document.objects.create(
        organisation_id=experiment.organisation_id, experiment=experiment, guard_key=key, file=content, name="lupa.pdf",
        content_type="application/pdf", size=8,
    )  # fmt: skip
