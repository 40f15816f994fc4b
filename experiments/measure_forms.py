"""Measured values as people give them: one number, a correction, or many rows at once."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from experiments import workbooks
from experiments.forms import area
from experiments.measuring import day_is_possible, point_is_possible
from experiments.metric_forms import Asked
from experiments.models import Measurement, Metric
from experiments.series import Point, is_unusual, usual
from experiments.states import WITH_GROUP, WITH_SUBJECT, WITH_TOTAL, Arm, Design
from mint import clock
from mint.fields import DayField, NumberField, choices_of
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
        if is_unusual(value, usual(self.metric)) and self.data.get("confirmed") != str(value):
            self.to_confirm = str(value)
            raise forms.ValidationError(
                _("This is more than three times the usual value. If it is right, save it again."), code="unusual"
            )
        return value


class TotalForm(forms.Form):
    """What the metric's design asks beside the value: of how many, whose, of which one."""

    out_of = NumberField(
        label=gettext_lazy("Of how many, or in how large an exposure?"),
        min_value=0,
        max_value=LARGEST,
        max_digits=18,
        decimal_places=6,
    )
    metric: Metric

    def fit(self) -> None:
        """Leave out what the design does not need."""
        design = self.metric.design
        for name, designs in (("out_of", WITH_TOTAL), ("arm", WITH_GROUP), ("subject", WITH_SUBJECT)):
            if name in self.fields and design not in designs:
                del self.fields[name]
        if "subject" in self.fields:
            self.fields["subject"].required = design == Design.PAIRED


class MeasurementForm(UnusualForm, TotalForm):
    metric_id = forms.TypedChoiceField(label=gettext_lazy("Metric"), coerce=int)
    measured_on = DayField(label=gettext_lazy("Day"))
    arm = forms.ChoiceField(
        label=gettext_lazy("Whose value is it?"), choices=Arm.choices, initial=Arm.OWN, widget=forms.RadioSelect
    )
    subject = forms.CharField(
        label=gettext_lazy("Which one was measured?"),
        help_text=gettext_lazy("A code, such as cottage 3. No names of people."),
        max_length=40,
        required=False,
    )
    field_order = ("metric_id", "measured_on", "arm", "subject", "value", "out_of", "note")

    def __init__(self, *args: Any, metrics: list[Metric], metric: Metric, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.metric = {str(row.pk): row for row in metrics}.get(str(self.data.get("metric_id")), metric)
        choices_of(self, "metric_id", [(row.pk, str(row)) for row in metrics])
        self.fields["metric_id"].initial = metric.pk
        self.fields["measured_on"].initial = clock.today
        self.fields["value"].label = (
            f"{capfirst(self.metric.name)}, {self.metric.unit}" if len(metrics) == 1 else _("Value")
        )
        if self.metric.has_totals:
            self.fields["value"].label = _("How many?")
        self.fit()

    def clean_measured_on(self) -> Any:
        day = self.cleaned_data["measured_on"]
        try:
            day_is_possible(self.metric.experiment, day, self.metric)
        except MoveError as error:
            raise forms.ValidationError(str(error), code="day") from error
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors:
            _check(self, data)
        return data


def _check(form: TotalForm, data: dict[str, Any]) -> None:
    """Whether the value fits the design, said at the field it is about."""
    place = {name: data[name] for name in ("arm", "subject", "out_of") if name in data}
    try:
        point_is_possible(form.metric, Point(clock.today(), data["value"], **place))
    except MoveError as error:
        form.add_error("value", str(error))


class CorrectionForm(UnusualForm, TotalForm):
    """`typed` stands in the fields instead of the value that is corrected."""

    def __init__(
        self, *args: Any, measurement: Measurement, typed: dict[str, str] | None = None, **kwargs: Any
    ) -> None:
        self.metric = measurement.metric
        self.subject = measurement.subject
        initial = {
            "value": measurement.value,
            "out_of": measurement.out_of,
            "note": measurement.note,
            **(typed or {}),
        }
        super().__init__(*args, **{"initial": initial} | kwargs)
        self.fit()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors:
            _check(self, data | {"subject": self.subject})
        return data


class OccurrenceForm(forms.Form):
    """Something that may show in the values."""

    happened_on = DayField(label=gettext_lazy("Day"))
    text = forms.CharField(
        label=gettext_lazy("What happened?"),
        help_text=gettext_lazy(
            "In a few words. Where the measurements are open to the public, so is this. No names of people."
        ),
        max_length=120,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].initial = clock.today

    def clean_happened_on(self) -> Any:
        day = self.cleaned_data["happened_on"]
        if day > clock.today():
            raise forms.ValidationError(_("The day has not come yet."), code="day")
        return day


class ImportForm(Asked, forms.Form):
    """Pasted text, or a file of the same. `step` is preview or import."""

    asked = frozenset(["text"])
    workbook: workbooks.Table | None = None  # what the rows were read from, if it was one

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
        label=gettext_lazy("Or a file: CSV or XLSX"),
        help_text=gettext_lazy("Of a workbook the first sheet is read. At most 2,000 rows at once."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )

    def __init__(self, *args: Any, metrics: list[Metric], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._require(is_required=True)
        choices_of(self, "metric_id", [(row.pk, str(row)) for row in metrics])

    def show(self, text: str) -> None:
        """Let the rows stand in the form, where they can be corrected, wherever they came from."""
        self.data = {**{name: self.data[name] for name in self.data}, "text": text}

    def clean_file(self) -> str:
        """The text of the file: a workbook's first sheet, UTF-8, or what a Finnish spreadsheet saves."""
        file = self.cleaned_data.get("file")
        if not file:
            return ""
        if workbooks.is_workbook(file):
            self.workbook = workbooks.table_of(file)
            return self.workbook.text
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
        if data.get("file"):
            self.show(data["text"])
        if not data["text"].strip() and not self.errors:
            self.add_error("text", _("Paste the rows here, or choose a file."))
        return data
