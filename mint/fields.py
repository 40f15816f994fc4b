"""Numbers and days as people write them in forms."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.db import models
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

MOST_DIGITS = Decimal(10) ** 12
NUMBER = re.compile(r"[+-]?\d+(\.\d{1,6})?")
# what Django itself says of a NUL byte: it stands here so that our catalogues have it, and win
NULL_CHARACTERS = gettext_noop("Null characters are not allowed.")


def to_number(text: str) -> Decimal:
    """`1 660,5`, `1660.5` or `1 660,50 €`: at most twelve digits and six decimals. Raises ValueError with a sentence."""
    plain = re.sub(r"[\s\u00a0\u202f]|€$", "", text).replace("−", "-").replace(",", ".")
    if not plain.isascii() or not NUMBER.fullmatch(plain):
        raise ValueError(_("Write the value as a number, such as 12,5."))
    value = Decimal(plain)
    if abs(value) >= MOST_DIGITS:
        raise ValueError(_("The value is too large."))
    return value


class NumberField(forms.DecimalField):
    """`1 660,5` as well as `1660.5`, whatever the page's language."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "input input--s"})

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs take it for an integer
        if value in self.empty_values:
            return None
        try:
            return to_number(str(value))
        except ValueError as error:
            raise forms.ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        """In the reader's language, without trailing zeros."""
        return formats.number_format(format(value.normalize(), "f")) if isinstance(value, Decimal) else value


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date", "class": "input input--s"}, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day, chosen or typed as the browser does it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", day_input())
        super().__init__(input_formats=["%Y-%m-%d", "%d.%m.%Y"], **kwargs)


def choices_of(form: forms.BaseForm, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """What the form's choice field of this name lets one choose: known only when the form is made."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def rows_of(form: forms.BaseForm, name: str, rows: models.QuerySet[Any], *, empty: str = "") -> None:
    """The same of a field whose choices are rows; `empty` is what it means to choose none."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
    if empty:
        field.empty_label = empty


def needed_to(form: forms.BaseForm, name: str, words: "str | Promise") -> None:
    """A field that one may leave empty now says beside its label what it is needed for, instead of *optional*.

    The field may come from a model or a catalogue, so its class is not ours: it carries the words as an attribute that
    the template of labels reads (`django/forms/optional.html`).
    """
    setattr(form.fields[name], "needed_to", words)  # noqa: B010  # no field declares it
