"""A placement: opened by the municipality, applied for by a student, agreed by three, run to its end."""

from __future__ import annotations

from tests.browser import story
from tests.browser.instance import Instance
from tests.browser.person import Person

HOST_PLACE = f"/fi/t/{story.MUNICIPALITY}/paikat/"
STUDENT_PLACE = f"/fi/t/{story.UNIVERSITY}/paikat/"
CREDITS = 5


def opens_a_place(host: Person, experiment: int, instance: Instance) -> int:
    """For the experiment; returns the number of the placement."""
    host.open(f"{HOST_PLACE}uusi/?kokeilu={experiment}")
    host.submit(
        kind="internship",
        title=story.PLACEMENT,
        tasks="Haastattelet mökkiläisiä, piirrät tilauksen palvelupolun ja kokeilet sitä kahdella tiellä.",
        goals="Opit kokeilemaan palvelua oikeiden käyttäjien kanssa.",
        credits=CREDITS,
        weeks=8,
        starts_on=story.day(0),
        ends_on=story.day(56),
        apply_by=story.day(0),
        places=1,
        supervisor_name="Ohjaaja Esimerkki",
        supervisor_email="ohjaaja@mint.example",
    )
    placement = host.number
    linked = "SELECT experiment_id FROM placements_placement WHERE id = %s"
    assert instance.value(linked, placement) == experiment
    host.send(f"/paikat/{placement}/opened/")
    assert state_of(instance, placement) == "open"
    return placement


def applies(student: Person, placement: int, instance: Instance) -> int:
    """From the public list; returns the number of the application."""
    student.open("/fi/paikat/")
    student.follow(f"*/paikat/{placement}-")
    student.does_not_see("ohjaaja@mint.example")
    student.follow(f"/paikat/{placement}/hae/")
    student.submit(motivation="Olen tehnyt kaksi palvelumuotoilun projektia ja asunut mökillä koko talven.")
    application = student.number
    state = "SELECT state FROM placements_application WHERE id = %s"
    assert instance.value(state, application) == "submitted"
    return application


def chooses(host: Person, student: Person, placement: int, application: int) -> None:
    """The host chooses, the student accepts, the host asks everybody to confirm."""
    host.open(f"{HOST_PLACE}{placement}/")
    host.send(f"/hakemukset/{application}/chosen/")
    student.open(f"{STUDENT_PLACE}hakemukset/{application}/")
    student.send(f"/hakemukset/{application}/accepted/")
    host.open(f"{HOST_PLACE}{placement}/")
    host.send(f"/paikat/{placement}/filled/")
    host.send(f"/paikat/{placement}/agreement_opened/")


def three_confirm(host: Person, student: Person, school: Person, application: int, instance: Instance) -> None:
    """Each for itself, on the same terms."""
    for party, person, place in (
        ("host", host, HOST_PLACE),
        ("student", student, STUDENT_PLACE),
        ("school", school, STUDENT_PLACE),
    ):
        person.open(f"{place}hakemukset/{application}/")
        person.send(f"/vahvista/{party}/")
    hashes = "SELECT terms_hash FROM placements_confirmation WHERE application_id = %s"
    found = [row[0] for row in instance.rows(hashes, application)]
    assert (len(found), len(set(found))) == (3, 1)


def starts(host: Person, placement: int, instance: Instance) -> None:
    host.open(f"{HOST_PLACE}{placement}/")
    host.send(f"/paikat/{placement}/started/")
    assert state_of(instance, placement) == "running"


def reports_and_is_credited(student: Person, school: Person, application: int) -> None:
    """The student tells what was done, and the university grants the credits for it."""
    student.open(f"{STUDENT_PLACE}hakemukset/{application}/")
    student.send("/raportti/", report="Haastattelin kahtatoista mökkiläistä, ja tilausviesti otettiin käyttöön.")
    school.open(f"{STUDENT_PLACE}hakemukset/{application}/")
    school.send("/opintopisteet/", granted=CREDITS)


def finishes(host: Person, placement: int, instance: Instance) -> None:
    host.open(f"{HOST_PLACE}{placement}/")
    host.send(f"/paikat/{placement}/finished/")
    assert state_of(instance, placement) == "finished"


def state_of(instance: Instance, placement: int) -> str:
    return str(instance.value("SELECT state FROM placements_placement WHERE id = %s", placement))
