"""Own indicators, made and defined anew, and which indicators a project reports."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mint.actor import Actor
from mint.audit.record import record
from mint.projects.models import Project
from mint.web import MoveError
from reports.counting.catalogue import define, definition_of
from reports.indicators.permissions import can_define
from reports.models import Figure, Indicator, IndicatorTarget
from reports.states import FROZEN

LAST = 900  # the project's own come after everybody's


@transaction.atomic
def create(project: Project, *, code: str, scheme: str, values: dict[str, Any], actor: Actor) -> Indicator:
    """An indicator of the project's own, reported from now on. `values` are by the fields of `Defined`."""
    if not actor.manages(project.pk):
        raise PermissionDenied
    indicator = Indicator(project=project, code=code, scheme=scheme, order=LAST)
    try:
        with transaction.atomic():
            define(indicator, values)
    except IntegrityError as error:
        raise MoveError(_("There is an indicator with this code already.")) from error
    IndicatorTarget.objects.create(project=project, indicator=indicator)
    record("indicator.created", indicator, actor=actor, data={"code": code})
    return indicator


@transaction.atomic
def change(indicator: Indicator, *, number: int, values: dict[str, Any], actor: Actor) -> Indicator:
    """Define it anew, as its next version; reports that were locked keep theirs. `number` is the version looked at."""
    if not can_define(actor, indicator):
        raise PermissionDenied
    indicator = Indicator.objects.select_for_update(of=("self",), no_key=True).get(pk=indicator.pk)
    if indicator.number != number:
        raise MoveError(_("Somebody was here first: the definition has already changed. Look at the page again."))
    before = definition_of(indicator)
    if before == values:
        return indicator
    counted = ("unit", "aggregation")
    if is_reported(indicator) and any(before[name] != values[name] for name in counted):
        raise MoveError(_("It is in a locked report, so its unit and how it is added up stay. Make a new indicator."))
    define(indicator, values)
    changed = sorted(name for name, value in values.items() if before[name] != value)
    record("indicator.changed", indicator, actor=actor, data={"number": indicator.number, "changed": changed})
    return indicator


def is_reported(indicator: Indicator) -> bool:
    return Figure.objects.filter(indicator=indicator, report__state__in=FROZEN).exists()


@transaction.atomic
def take(project: Project, indicator: Indicator, *, actor: Actor) -> None:
    """Report it from now on; what is promised of it is set with the targets."""
    if not actor.manages(project.pk):
        raise PermissionDenied
    _target, made = IndicatorTarget.objects.get_or_create(project=project, indicator=indicator, period=None)
    if made:
        record("project.indicator_taken", project, actor=actor, data={"code": indicator.code})


@transaction.atomic
def leave(project: Project, indicator: Indicator, *, actor: Actor) -> None:
    """Leave it out of the reports to come; one that something was promised of stays."""
    if not actor.manages(project.pk):
        raise PermissionDenied
    found = IndicatorTarget.objects.filter(project=project, indicator=indicator)
    if found.filter(value__isnull=False).exists():
        raise MoveError(_("The project has promised something of it. Empty its targets first."))
    if found.delete()[0]:
        record("project.indicator_left", project, actor=actor, data={"code": indicator.code})
