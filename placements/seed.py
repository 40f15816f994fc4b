"""The demo's placements go through the same actions as anybody's, on the days they would have."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from mint import clock
from mint.accounts.models import User
from mint.tenancy.models import Membership
from placements import actions, agreeing, choosing, workflow
from placements.models import Application, Placement
from placements.seed_rows import ROWS, STUDENTS, Row
from placements.states import STUDIES, Party, parties_of

if TYPE_CHECKING:
    from mint.actor import Actor
    from mint.management.seeding import World

MUNICIPALITIES = ("luumaki", "parikkala", "rautjarvi", "savitaipale", "taipalsaari")
STEPS = ("submitted", "opened", "applied", "chosen", "agreeing", "started", "finished", "archived")
ENDS_OTHERWISE = {"returned": "submitted", "lapsed": "opened", "interrupted": "started"}
UNSENT = ("P15", "student_lab")
MOTIVATION = (
    "Opinnoissani olen tehnyt vastaavia harjoitustöitä ja haluan nähdä, miten asia tehdään oikeassa työssä. "
    "Olen oma-aloitteinen ja opin nopeasti. Voin aloittaa ilmoitettuna päivänä."
)
REPORT = (
    "Sain vastuullisia tehtäviä ensimmäisestä viikosta lähtien. Opin suunnittelemaan työni, pyytämään palautetta ja "
    "kertomaan tuloksista. Työpaikalla jäi käyttöön ohje, jonka kirjoitin muille."
)


def seed(world: "World") -> None:
    for key, name, school in STUDENTS:
        _student(world, key, name, school)
    for row in ROWS:
        world.remember(row.key, _Story(world, row).tell())
    _unsent(world, *UNSENT)


def _unsent(world: "World", key: str, student: str) -> None:
    """An application that has been begun, and waits for its writer."""
    person, day = world.people[student], clock.today() - timedelta(days=2)
    with _on(day):
        application = actions.draft_application(
            world.objects[key],
            actor=world.actor(student),
            name=person.name,
            email=person.email,
            motivation="Olen tehnyt kyselyjä ja mittareita kahdella kurssilla. Tähän tulee vielä esimerkki.",
        )
    Application.objects.filter(pk=application.pk).update(is_demo=True)


def _student(world: "World", key: str, name: str, school: str) -> None:
    email = f"{name.lower().replace(' ', '.')}@mint.example"
    world.people[key] = User.objects.create_user(email, None, name=name, language="fi")
    Membership.objects.create(
        user=world.people[key], organisation=world.organisations[school], roles=["student"], title="opiskelija"
    )


class _Story:
    """One placement's life: each step by the person who would take it, on its day."""

    def __init__(self, world: "World", row: Row) -> None:
        self.world, self.row = world, row
        self.host = self._actor(f"coord_{row.host}" if row.host in MUNICIPALITIES else f"owner_{row.host.lower()}")
        self.opened, self.apply_by, self.starts = _day(row.opened), _day(row.apply_by), _day(row.starts)
        self.ends = self.starts + timedelta(weeks=row.weeks) if row.weeks else None
        self.placement: Placement
        self.applications: list[Application] = []

    def tell(self) -> Placement:
        last = ENDS_OTHERWISE.get(self.row.last, self.row.last)
        self._drafted()
        for step in STEPS[: STEPS.index(last) + 1]:
            getattr(self, f"_{step}")()
        if self.row.last in ENDS_OTHERWISE:
            getattr(self, f"_{self.row.last}")()
        return self.placement

    def _actor(self, key: str) -> "Actor":
        return self.world.actor(key)

    def _drafted(self) -> None:
        row = self.row
        with _on(self.opened - timedelta(days=9)):
            self.placement = actions.create_placement(
                actor=self.host,
                once=uuid4(),
                kind=row.kind,
                title=row.title,
                municipality=self.world.municipalities[row.place],
                field=row.field,
                tasks=row.tasks,
                goals=row.goals,
                credits=row.credits,
                weeks=row.weeks,
                starts_on=self.starts,
                ends_on=self.ends,
                apply_by=self.apply_by,
                is_paid=bool(row.pay),
                pay_basis=row.pay,
                places=row.places,
                remote_percent=row.remote,
                housing_help=row.housing,
                is_demo=True,
                **self._links(),
                supervisor_name="Ohjaaja Esimerkki",
                supervisor_email=f"ohjaaja.{row.key.lower()}@mint.example",
                supervisor_phone="",
            )

    def _links(self) -> dict[str, Any]:
        found = {"challenge": self.row.challenge, "experiment": self.row.experiment}
        return {name: self.world.objects.get(key) for name, key in found.items() if key}

    def _submitted(self) -> None:
        with _on(self.opened - timedelta(days=4)):
            self.placement = workflow.submit(self.placement, actor=self.host)

    def _opened(self) -> None:
        with _on(self.opened):
            self.placement = workflow.open_(self.placement, actor=self._actor(f"coord_{self.row.place}"))

    def _applied(self) -> None:
        """A day apart, and never later than today or the last day."""
        latest = min(self.apply_by, clock.today())
        for number, key in enumerate(self.row.students, start=3):
            with _on(min(self.opened + timedelta(days=number), latest)):
                person = self.world.people[key]
                application = actions.draft_application(
                    self.placement, actor=self._actor(key), name=person.name, email=person.email, motivation=MOTIVATION
                )
                Application.objects.filter(pk=application.pk).update(is_demo=True)
                self.applications.append(choosing.submit(application, actor=self._actor(key)))

    def _chosen(self) -> None:
        with _on(self._after_choice(0)):
            for application in self.applications[: self.row.places]:
                choosing.choose(application, actor=self.host)

    def _after_choice(self, days: int) -> date:
        return min(self.apply_by + timedelta(days=3 + days), clock.today())

    def _agreeing(self) -> None:
        """Accepted, filled, and the terms confirmed by all but the school where it is still under way."""
        for application, key in self._pairs():
            with _on(self._after_choice(2)):
                choosing.accept(application, actor=self._actor(key))
        with _on(self._after_choice(4)):
            self.placement = workflow.fill(self.placement, actor=self.host)
            self.placement = workflow.agree(self.placement, actor=self.host)
        waits = {Party.SCHOOL} if self.row.last == "agreeing" else set()
        for application, key in self._pairs():
            with _on(self._after_choice(7)):
                for party in parties_of(self.row.kind):
                    if party not in waits:
                        agreeing.confirm(application, party, actor=self._as(party, key))

    def _pairs(self) -> list[tuple[Application, str]]:
        return list(zip(self.applications, self.row.students, strict=True))[: self.row.places]

    def _as(self, party: Party, student: str) -> "Actor":
        if party == Party.HOST:
            return self.host
        return self._actor(student if party == Party.STUDENT else f"curator_{student.split('_')[1]}")

    def _started(self) -> None:
        with _on(self.starts):
            self.placement = workflow.start(self.placement, actor=self.host)

    def _finished(self) -> None:
        end = self.ends or self.starts
        for application, key in self._pairs():
            with _on(end - timedelta(days=4)):
                agreeing.report(application, text=REPORT, actor=self._actor(key))
            if self.row.credits and self.row.kind in STUDIES:
                with _on(end - timedelta(days=1)):
                    curator = self._as(Party.SCHOOL, key)
                    agreeing.confirm_credits(application, credits_=self.row.credits, actor=curator)
        with _on(end):
            self.placement = workflow.finish(self.placement, actor=self.host)

    def _archived(self) -> None:
        with _on((self.ends or self.starts) + timedelta(days=30)):
            self.placement = workflow.archive(self.placement, actor=self.host)

    def _returned(self) -> None:
        with _on(self.opened - timedelta(days=2)):
            reason = "Kertokaa, kuka ohjaa työtä iltaisin, ja lisätkää tehtäviin yksi esimerkkipäivä."
            coordinator = self._actor(f"coord_{self.row.place}")
            self.placement = workflow.return_(self.placement, actor=coordinator, reason=reason)

    def _lapsed(self) -> None:
        with _on(self.apply_by + timedelta(days=10)):
            reason = "Hakijoita ei tullut. Palaamme asiaan syksyllä."
            self.placement = workflow.lapse(self.placement, actor=self.host, reason=reason)

    def _interrupted(self) -> None:
        with _on(self.starts + timedelta(weeks=6)):
            reason = "Opiskelija sai vakituisen työpaikan. Selvitys jatkui osuuskunnan omin voimin."
            self.placement = workflow.interrupt(self.placement, actor=self.host, reason=reason)


@contextmanager
def _on(day: date) -> Iterator[None]:
    with clock.set_to(clock.at(day)):
        yield


def _day(value: str | int) -> date:
    """An ISO day, or so many days from today."""
    return date.fromisoformat(value) if isinstance(value, str) else clock.today() + timedelta(days=value)
