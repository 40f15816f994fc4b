"""Measured values as people give them: one number, a correction, or many rows at once."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from experiments.forms import area
from experiments.measuring import day_is_possible
from experiments.metric_forms import Asked
from experiments.models import Measurement, Metric
from experiments.series import is_unusual, series
from mint import clock
from mint.fields import DayField, NumberField
from mint.web import MoveError

MOST_TEXT = 200_000
MOST_BYTES = 1024 * 1024
LARGEST = 10**12 - 1


class UnusualForm(forms.Form):
    """A value that is much larger than before is saved on the second submit: `confirmed` carries it."""

    value = NumberField(
        label=gettext_lazy("Value"), min_value=-LARGEST, max_value=LARGEST, decimal_places=6, max_digits=18
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy(
            "Where the measurements are open to the public, the note is published as you write it. No names of people."
        ),
        max_length=300,
        required=False,
    )
    confirmed = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    metric: Metric
    to_confirm = ""

    def clean_value(self) -> Any:
        value = self.cleaned_data["value"]
        if is_unusual(value, series(self.metric)) and self.data.get("confirmed") != str(value):
            self.to_confirm = str(value)
            raise forms.ValidationError(
                _("This is more than three times the usual value. If it is right, save it again."), code="unusual"
            )
        return value


class MeasurementForm(UnusualForm):
    metric_id = forms.TypedChoiceField(label=gettext_lazy("Metric"), coerce=int)
    measured_on = DayField(label=gettext_lazy("Day"))
    field_order = ("metric_id", "measured_on", "value", "note")

    def __init__(self, *args: Any, metrics: list[Metric], metric: Metric, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.metric = {str(row.pk): row for row in metrics}.get(str(self.data.get("metric_id")), metric)
        field = self.fields["metric_id"]
        field.choices = [(row.pk, str(row)) for row in metrics]  # type: ignore[attr-defined]  # a choice field
        field.initial = metric.pk
        self.fields["measured_on"].initial = clock.today
        self.fields["value"].label = (
            f"{capfirst(self.metric.name)}, {self.metric.unit}" if len(metrics) == 1 else _("Value")
        )

    def clean_measured_on(self) -> Any:
        day = self.cleaned_data["measured_on"]
        try:
            day_is_possible(self.metric.experiment, day)
        except MoveError as error:
            raise forms.ValidationError(str(error), code="day") from error
        return day


class CorrectionForm(UnusualForm):
    """`typed` stands in the fields instead of the value that is corrected."""

    def __init__(
        self, *args: Any, measurement: Measurement, typed: dict[str, str] | None = None, **kwargs: Any
    ) -> None:
        self.metric = measurement.metric
        initial = {"value": measurement.value, "note": measurement.note, **(typed or {})}
        super().__init__(*args, **{"initial": initial} | kwargs)


class ImportForm(Asked, forms.Form):
    """Pasted text, or a file of the same. `step` is preview or import."""

    asked = frozenset(["text"])

    metric_id = forms.TypedChoiceField(label=gettext_lazy("Metric"), coerce=int)
    text = forms.CharField(
        label=gettext_lazy("Rows"),
        help_text=gettext_lazy(
            "One row for each day: date;value;note. For example 24.11.2026;12,5;frosty. "
            "Where the measurements are open to the public, the notes are published as they are."
        ),
        max_length=MOST_TEXT,
        required=False,
        strip=False,
        widget=area(10),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a CSV file"), required=False, widget=forms.FileInput(attrs={"accept": ".csv,.txt"})
    )

    def __init__(self, *args: Any, metrics: list[Metric], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._require(is_required=True)
        self.fields["metric_id"].choices = [(row.pk, str(row)) for row in metrics]  # type: ignore[attr-defined]  # a choice field

    def clean_file(self) -> str:
        """The text of the file: UTF-8, or what a Finnish spreadsheet saves."""
        file = self.cleaned_data.get("file")
        if not file:
            return ""
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is too large: a megabyte at most."), code="large")
        content = file.read()
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
        if "\0" in text:
            raise forms.ValidationError(_("This is not a text file. Save it as CSV."), code="binary")
        return str(text)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["text"] = data.get("file") or data.get("text") or ""
        if not data["text"].strip() and not self.errors:
            self.add_error("text", _("Paste the rows here, or choose a file."))
        return data
