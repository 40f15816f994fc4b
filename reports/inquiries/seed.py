"""The demo's funder: an official has a link to the accepted report; one question was answered and closed, one waits."""

import re
from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

from mint import clock
from mint.outbox.models import Mail
from reports.inquiries import actions, asking, workflow
from reports.inquiries.forms import AnswerForm
from reports.inquiries.models import Thread
from reports.models import Report

if TYPE_CHECKING:
    from mint.management.seeding import World

MANAGER = "manager_lab"
OFFICIAL = {"name": "Helmi Rannikko", "email": "helmi.rannikko@rahoittaja.example", "language": "fi", "days": 180}
ASKED = "Miten nämä tilaisuudet on laskettu, ja onko osallistujista luettelo?"
ANSWERED = "Luku on kahden oikaisun summa: kumpikin on hyväksytty, ja osallistujaluettelot ovat niiden liitteinä."
WAITS = "Miksi luku on pienempi kuin tavoite, ja milloin se saavutetaan?"


def seed(world: "World") -> None:
    report = Report.objects.select_related("project", "organisation").get(pk=world.objects["report_interim"].pk)
    actor = world.actor(MANAGER)
    with clock.set_to(clock.at(date(2026, 10, 1), 10)):
        actions.invite(report, actor=actor, **OFFICIAL)  # type: ignore[arg-type]  # of several kinds
        mail = Mail.objects.filter(kind="inquiry_link").order_by("-id")[0]
    found = re.search(r"/kysymys/([\w-]{43})/", mail.text)
    if found is None:
        raise ValueError("the mail has no link")
    with clock.set_to(clock.at(date(2026, 10, 2), 13)):
        number = asking.ask(found[1], place="MINT13", text=ASKED, key=uuid4())
    thread = Thread.objects.select_related("report__project", "report__organisation", "link").get(pk=number)
    rows = list(report.rows.filter(figure=thread.figure).order_by("on")[:2])
    form = AnswerForm(rows, [], {"text": ANSWERED, "evidence": [f"row-{each.pk}" for each in rows], "key": uuid4()})
    if not form.is_valid():
        raise ValueError(form.errors)
    with clock.set_to(clock.at(date(2026, 10, 5), 9)):
        workflow.answer(thread, text=ANSWERED, evidence=form.chosen(), key=uuid4(), actor=actor)
    with clock.set_to(clock.at(date(2026, 10, 7), 9)):
        workflow.close(thread, actor=actor)
    with clock.set_to(clock.at(date(2026, 11, 24), 15)):
        asking.ask(found[1], place="RCO04", text=WAITS, key=uuid4())
