"""A note of a diary with a picture, a task, a consent to a text: of any experiment."""

import uuid
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile

from experiments.consents.models import ConsentText, GivenConsent
from experiments.diary.models import DiaryFile, DiaryNote
from experiments.errands.models import Errand
from experiments.models import Experiment, PartyInvitation
from experiments.parties.models import PartyRole
from mint import clock
from mint.accounts.models import User
from mint.tenancy.models import Organisation
from tests.uploads import image


def _of(experiment: Experiment) -> dict[str, Any]:
    return {"organisation_id": experiment.organisation_id, "experiment": experiment}


def make_note(experiment: Experiment, author: User | None = None, **columns: Any) -> DiaryNote:
    values = {"noted_on": clock.today(), "text": "Anturit asennettiin.", "form_key": uuid.uuid4(), "author": author}
    return DiaryNote.objects.create(**_of(experiment), **(values | columns))


def make_picture(note: DiaryNote, **columns: Any) -> DiaryFile:
    content = image("PNG", (40, 20))
    values = {
        "file": ContentFile(content, "kuva.png"), "name": "kuva.png", "content_type": "image/png", "size": len(content),
        "alt": "Anturi seinällä.", "width": 40, "height": 20, "uploaded_by": note.author,
    }  # fmt: skip
    return DiaryFile.objects.create(
        organisation_id=note.organisation_id, experiment_id=note.experiment_id, note=note, **(values | columns)
    )


def make_errand(experiment: Experiment, responsible: User | None = None, **columns: Any) -> Errand:
    values = {
        "text": "Soita huoltoyhtiölle", "due_on": clock.today() + timedelta(days=7), "responsible": responsible,
        "given_by": responsible, "form_key": uuid.uuid4(),
    }  # fmt: skip
    return Errand.objects.create(**_of(experiment), **(values | columns))


def make_text(experiment: Experiment, number: int = 1, **columns: Any) -> ConsentText:
    values = {"language": "fi", "number": number, "text": f"Pyydämme teitä mukaan kokeiluun, {number}."}
    return ConsentText.objects.create(**_of(experiment), **(values | columns))


def make_consent(text: ConsentText, code: str = "P01", **columns: Any) -> GivenConsent:
    values = {"code": code, "given_on": clock.today()}
    owner = {"organisation_id": text.organisation_id, "experiment_id": text.experiment_id, "text": text}
    return GivenConsent.objects.create(**owner, **(values | columns))


def make_role(experiment: Experiment, member: Organisation, **columns: Any) -> PartyRole:
    values = {"member": member, "part": "method", "does": "Ohjaa mittausta."}
    return PartyRole.objects.create(**_of(experiment), **(values | columns))


def make_invitation(experiment: Experiment, member: Organisation, **columns: Any) -> PartyInvitation:
    values = {"member": member, "title": experiment.title, "part": "method", "message": "Lähtisittekö mukaan?"}
    return PartyInvitation.objects.create(**_of(experiment), **(values | columns))
