"""The demo's templates: a research template of LUT with a further stage and approvals, its next version in a draft, and
two experiments that go by it.
"""

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from experiments.models import Experiment
from experiments.staging import actions, signing, workflow
from experiments.staging.catalogue import Guard, new_key
from experiments.staging.models import Template
from experiments.staging.placing import standing_of, state_of
from experiments.staging.states import Kind, Role, Strength
from mint import clock

if TYPE_CHECKING:
    from mint.management.seeding import World

NAMES = {
    "name_fi": "Tutkimuskokeilun malli",
    "name_sv": "Mall för forskningsförsök",
    "name_en": "Template for research experiments",
}
HALF = {
    "name_fi": "Puoliväli", "name_sv": "Halvvägs", "name_en": "Halfway", "staff_fi": "Puolivälin tarkistus",
    "staff_sv": "Granskning halvvägs", "staff_en": "Halfway check", "days": 30, "moved_by": "steers",
    "artefacts_fi": "Välimuistio", "artefacts_sv": "Mellanrapport", "artefacts_en": "Interim note",
}  # fmt: skip
MOVED = ("K11", "K10")
TICKED = "K11"


def seed(world: "World") -> None:
    with clock.set_to(clock.now() - timedelta(days=40)):
        template = _made(world)
    for days, key in zip((12, 11), MOVED, strict=True):
        with clock.set_to(clock.now() - timedelta(days=days)):
            _moved(world, world.objects[key], template)
    with clock.set_to(clock.now() - timedelta(days=3)):
        _signed(world, world.objects[TICKED])
        _next_version(world, template)


def _made(world: "World") -> Template:
    actor = world.actor("curator_lut")
    template = actions.create(names=NAMES, project=None, key=uuid4(), actor=actor)
    draft = template.versions.get()
    running = draft.stages.get(key="running")
    running.version = draft
    half = actions.add_stage(draft, after=running.pk, actor=actor)
    half.version = draft
    actions.edit_stage(half, values=HALF, guards=[line.to_json() for line in _lines()], revision=None, actor=actor)
    draft = template.versions.get()
    actions.publish(draft, note="Puolivälissä katsotaan, kannattaako jatkaa.", revision=draft.version, actor=actor)
    return template


def _lines() -> list[Guard]:
    return [
        Guard(new_key(), Kind.MEASUREMENTS.value, count=3, strength=Strength.REQUIRED.value),
        Guard(new_key(), Kind.CHECKLIST.value, text_fi="Mittausten aukot on käyty läpi",
              text_sv="Luckorna i mätningarna har gåtts igenom", text_en="The gaps in the measurements have been gone through"),
        Guard(new_key(), Kind.APPROVAL.value, Role.CURATOR.value, order=1),
        Guard(new_key(), Kind.APPROVAL.value, Role.OUTSIDE.value, order=2, text_fi="Ohjausryhmän edustaja puoltaa jatkoa",
              text_sv="Styrgruppens företrädare förordar en fortsättning",
              text_en="A member of the steering group is in favour of going on"),
        Guard(new_key(), Kind.DOCUMENT.value, strength=Strength.NOTE.value, text_fi="Välimuistio",
              text_sv="Mellanrapport", text_en="Interim note"),
    ]  # fmt: skip


def _moved(world: "World", experiment: Experiment, template: Template) -> None:
    experiment.refresh_from_db()
    version = template.versions.get(number=1)
    stage = version.stages.filter(state=state_of(experiment)).order_by("position")[0]
    reason = "Kokeilua seurataan tutkimuksen mallilla, jossa on puolivälin tarkistus."
    workflow.change_version(experiment, version, stage, actor=world.actor("curator_lut"), reason=reason)


def _signed(world: "World", experiment: Experiment) -> None:
    """Ticked by the owner's coordinator or company, approved by a curator, and asked of somebody from outside."""
    fresh = Experiment.objects.get(pk=experiment.pk)
    standing = standing_of(fresh)
    further = standing.further if standing else None
    lines = {line.kind: line for line in further.asks if line.kind != Kind.APPROVAL} if further else {}
    first, second = (line for line in (further.asks if further else []) if line.kind == Kind.APPROVAL)
    curator = world.actor("curator_lut")
    signing.tick(fresh, key=lines[Kind.CHECKLIST].key, actor=curator)
    signing.sign(fresh, key=first.key, actor=curator, is_given=True)
    who = {"name": "Maija Esimerkki", "email": "maija.esimerkki@ohjausryhma.example", "language": "fi"}
    signing.ask(fresh, key=second.key, actor=curator, **who)


def _next_version(world: "World", template: Template) -> None:
    """What is being thought of: two measurements more, and nothing is published yet."""
    actor = world.actor("curator_lut")
    draft = actions.begin_draft(template, actor=actor)
    draft.template = template
    half = draft.stages.get(state="running", name_fi=HALF["name_fi"])
    half.version = draft
    lines = [line | {"count": 5} if line["kind"] == Kind.MEASUREMENTS else line for line in half.guards]
    actions.edit_stage(half, values={"days": 21}, guards=lines, revision=None, actor=actor)
