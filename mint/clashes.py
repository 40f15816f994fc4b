"""Two versions of one form: what somebody saved meanwhile beside what was typed here, so that nothing is lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from mint.templating import NO_VALUE, fdate


@dataclass(frozen=True)
class Clash:
    """One field in both versions, in words."""

    label: str
    saved: str
    typed: str


def clashes(typed: forms.BaseForm, saved: forms.BaseForm, prefix: str = "") -> list[Clash]:
    """The fields of a bound form that differ from the same form of the row as it is now."""
    return [
        Clash(f"{prefix}{field.label}", _shown(saved[name]), _shown(field))
        for name in typed.fields
        if name in saved.fields and not (field := typed[name]).is_hidden and _value(field) != _value(saved[name])
    ]


def lines(typed: forms.BaseFormSet[Any], saved: forms.BaseFormSet[Any]) -> Iterator[Clash]:
    """The same for a formset of rows: by row, and the rows that somebody added meanwhile."""
    known = {form.instance.pk: form for form in saved.initial_forms}
    for form in typed.initial_forms:
        if form.instance.pk in known:
            yield from clashes(form, known.pop(form.instance.pk), f"{form.initial['name']}: ")
    for form in known.values():
        yield Clash(str(form.instance), _("Added"), "–")


def stale(typed: forms.BaseForm, saved: forms.BaseForm, version: int) -> list[Clash]:
    """Of a form refused as stale: both versions; what was typed is written over `version` when it is sent again."""
    both = clashes(typed, saved)
    renewed(typed, version)
    return both


def status_of(form: forms.BaseForm, both: list[Clash] | None) -> int:
    """Of a page with a form: shown, with mistakes in it, or refused because somebody else has saved meanwhile."""
    if not form.is_bound:
        return 200
    return 422 if both is None else 409


def renewed(form: Any, version: int) -> None:
    """What was typed stays; sent again, it is written over the version that is shown beside it."""
    form.data = form.data.copy()
    form.data["version"] = version


def _value(field: forms.BoundField) -> Any:
    value = field.value()
    if isinstance(value, str):
        value = value.replace("\r\n", "\n").strip()
    try:
        return field.field.to_python(value)
    except ValidationError:
        return value


def _shown(field: forms.BoundField) -> str:
    value = _value(field)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if hasattr(value, "isoformat"):
        return fdate(value)
    if isinstance(value, Model):
        return str(value)
    choices = dict(getattr(field.field, "choices", ()))
    raw = field.value()
    chosen = raw if isinstance(raw, list | tuple) else [raw] if raw not in (None, "") else []
    return ", ".join(str(choices.get(each, each)) for each in chosen) or NO_VALUE
