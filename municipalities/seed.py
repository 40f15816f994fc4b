"""The demo's attraction factors and introductions, through the same actions as anybody's, on their own days."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

from mint import clock
from municipalities import actions, workflow
from municipalities.seed_rows import FACTORS, PROFILES, Row
from municipalities.states import State

if TYPE_CHECKING:
    from mint.management.seeding import World


def seed(world: "World") -> None:
    for slug, lead, intro in PROFILES:
        with clock.set_to(clock.at(date(2026, 11, 2))):
            actions.write_profile(
                version=0,
                actor=world.actor(f"coord_{slug}"),
                language="fi",
                lead=lead,
                intro=intro,
                contact="Elinvoimapalvelut",
                email=f"elinvoima@{slug}.example",
                website=f"https://www.{slug}.example",
            )
    for row in FACTORS:
        _factor(world, row)


def _factor(world: "World", row: Row) -> None:
    """Drafted, published a fortnight later, then checked with the values measured."""
    actor = world.actor(f"coord_{row.municipality}")
    published = date.fromisoformat(row.published_on)
    with clock.set_to(clock.at(date.fromordinal(published.toordinal() - 14))):
        factor = actions.create_factor(
            actor=actor,
            once=uuid4(),
            category=row.category,
            name=row.name,
            description=row.description,
            indicator=row.indicator,
            unit=row.unit,
            baseline=Decimal(row.baseline),
            target=Decimal(row.target),
            source=row.source,
            licence="cc_by",
            is_demo=True,
        )
    world.remember(row.key, factor)
    if row.state == State.DRAFT:
        return
    with clock.set_to(clock.at(published)):
        factor = workflow.publish(factor, actor=actor)
    for day, value in row.values:
        with clock.set_to(clock.at(date.fromisoformat(day))):
            factor = actions.check_factor(factor, actor=actor, value=Decimal(value))
    if row.state == State.ARCHIVED:
        with clock.set_to(clock.at(date(2024, 1, 15))):
            factor = workflow.archive(factor, actor=actor)
    world.remember(row.key, factor)
