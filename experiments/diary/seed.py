"""The demo's diary: three notes of the waste containers' experiment, one with a picture that was drawn for it."""

import io
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from experiments.diary import actions
from experiments.models import Experiment
from mint import clock
from mint.files.checks import check

if TYPE_CHECKING:
    from mint.management.seeding import World

KEPT, OWNER = "K11", "luumaki"
NOTES = (
    (0, "Anturit asennettiin viiteen astiaan. Kannen alle jäi kolme senttiä tilaa, joten kiinnike piti kääntää toisin päin."),
    (13, "Astia 3 ei lähettänyt arvoja kolmeen päivään. Pakkasta oli 24 astetta. Vaihdettiin akku ja kirjattiin katko mittauksiin."),
    (20, "Kuljettaja ajoi ensimmäisen kierroksen uuden listan mukaan. Kaksi astiaa jäi väliin, koska ne olivat alle puolillaan."),
)  # fmt: skip
ALT = "Piirros viidestä keräysastiasta rivissä. Kolmas on melkein täynnä, muut alle puolillaan."
LEVELS = (30, 45, 92, 20, 38)  # per cent


def seed(world: "World") -> None:
    experiment = world.objects.get(KEPT)
    if not isinstance(experiment, Experiment) or experiment.starts_on is None:
        return
    begun = experiment.starts_on
    owner = next(key for key, each in world.organisations.items() if each.pk == experiment.organisation_id)
    actor = world.actor(f"coord_{owner}" if owner == OWNER else f"owner_{owner.lower()}")
    experiment = Experiment.objects.with_people().get(pk=experiment.pk)
    for days, text in NOTES:
        day = begun + timedelta(days=days)
        if day > clock.today():
            continue
        with clock.set_to(clock.at(day, 15)):
            attached = actions.Attached(check(_drawing()), ALT) if days == 20 else None
            actions.write(experiment, actor=actor, on=day, text=text, form_key=uuid.uuid4(), attached=attached)


def _drawing() -> SimpleUploadedFile:
    """Five containers, each filled to its level."""
    image = Image.new("RGB", (960, 540), "#dfe9ee")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 430, 960, 540), fill="#b9c7b0")
    for number, level in enumerate(LEVELS):
        left, top, bottom = 60 + number * 175, 170, 450
        draw.rounded_rectangle((left, top, left + 140, bottom), 14, fill="#ffffff", outline="#2f4a4f", width=6)
        filled = bottom - 10 - (bottom - top - 20) * level // 100
        draw.rectangle((left + 10, filled, left + 130, bottom - 10), fill="#c2553a" if level > 80 else "#3d7a68")
        draw.rectangle((left - 8, top - 26, left + 148, top - 6), fill="#2f4a4f")
    target = io.BytesIO()
    image.save(target, "PNG")
    return SimpleUploadedFile("astiat.png", target.getvalue(), "image/png")
