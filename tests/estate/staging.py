"""A template of stages that has a draft, and an experiment that goes by the published version, with what its gate asks."""

from typing import Any

from experiments.staging.models import Stage, Version
from experiments.states import Publication
from tests.estate.rows import TOKEN
from tests.rows.experiments import make_experiment
from tests.rows.staging import guard, make_document, make_sign_off, make_template, publish, stand
from tests.world import World


def staging(world: World) -> dict[str, dict[str, Any]]:
    """One of the university's templates has a draft; the company's running experiment goes by the published one."""
    outside = guard("approval", "outside", key="ulkopuolinen")
    lines = [
        guard("checklist", key="rivi"),
        guard("approval", "curator", key="kuraattori"),
        guard("document", key="paperi"),
        outside,
    ]
    template = make_template(world.university, project=world.project, half=lines)
    version = publish(template)
    draft = Version.objects.create(template=template, number=2)
    Stage.objects.bulk_create(stage.same_but(draft) for stage in version.stages.order_by("position"))
    row = make_experiment(world, "running", publication=Publication.OPEN)
    visit = stand(row, version)
    make_sign_off(visit, TOKEN)
    half, first = version.stages.get(key="half"), draft.stages.get(key="running")
    parts = {"pk": row.pk, "key": "rivi", "stage": half.pk, "document": make_document(row).pk, "token": TOKEN}
    of_draft = {"pk": template.pk, "number": 1, "stage": first.pk, "after": first.pk}
    names = ("version", "cases", "rename", "retire", "draft", "discard", "add", "edit", "shift", "remove", "preview")
    own = {
        "staging:sign": "kuraattori",
        "staging:ask": "ulkopuolinen",
        "staging:take_back": "ulkopuolinen",
        "staging:attach": "paperi",
    }
    return {
        "staging": parts,
        **{f"staging:{name}": of_draft for name in names},
        **{name: parts | {"key": key} for name, key in own.items()},
    }
