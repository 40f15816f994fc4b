"""Of the company's running experiment: a note of the editor's with a picture, a task, a consent that the editor recorded."""

from typing import Any

from tests.rows.collaboration import (
    make_consent,
    make_errand,
    make_invitation,
    make_note,
    make_picture,
    make_role,
    make_text,
)
from tests.rows.experiments import make_experiment
from tests.world import World


def diary(world: World) -> dict[str, dict[str, Any]]:
    row = make_experiment(world, "running")
    note = make_note(row, world.people["editor"])
    return {"diary": {"pk": row.pk, "note": note.pk, "file": make_picture(note).pk}}


def errands(world: World) -> dict[str, dict[str, Any]]:
    row = make_experiment(world, "running")
    return {"errands": {"pk": row.pk, "errand": make_errand(row, world.people["editor"]).pk}}


def consents(world: World) -> dict[str, dict[str, Any]]:
    row = make_experiment(world, "running")
    consent = make_consent(make_text(row), recorded_by=world.people["editor"])
    return {"consents": {"pk": row.pk, "consent": consent.pk}}


def parties(world: World) -> dict[str, dict[str, Any]]:
    row = make_experiment(world, "running")
    make_role(row, world.partner)
    asked = make_invitation(row, world.other_company)
    answering = {f"parties:{name}": {"pk": asked.pk} for name in ("invitation", "accept", "decline")}
    take_back = {"parties:take_back": {"pk": row.pk, "member": world.other_company.pk}}
    return {"parties": {"pk": row.pk, "member": world.partner.pk}, **take_back, **answering}
