"""What is typed of a correction."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mint import clock
from mint.fields import DayField, NumberField, rows_of
from mint.files.checks import AttachmentField
from reports.corrections.actions import Evidence
from reports.models import FigureRow, Indicator


class IndicatorField(forms.ModelChoiceField[Indicator]):
    def label_from_instance(self, obj: Indicator) -> str:
        return f"{obj.code} {obj.name} ({obj.get_unit_display()})"


class CorrectionForm(forms.Form):
    """`row`, where there is one, is the record of the figure that the correction is about: it is its evidence."""

    indicator = IndicatorField(Indicator.objects.none(), label=gettext_lazy("Which figure is corrected?"))
    amount = NumberField(
        label=gettext_lazy("How much is added?"),
        help_text=gettext_lazy("A minus sign takes it off, such as −1."),
        max_digits=12,
        decimal_places=2,
    )
    on = DayField(
        label=gettext_lazy("From which day does it count?"),
        help_text=gettext_lazy("The day when it happened. It falls in the period of that day."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("It is read in the report. No personal data."),
        min_length=10,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    file = AttachmentField(
        label=gettext_lazy("Evidence"), error_messages={"required": gettext_lazy("Attach the evidence.")}
    )

    def __init__(
        self, indicators: QuerySet[Indicator], *args: Any, row: FigureRow | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        rows_of(self, "indicator", indicators)
        self.fields["file"].required = row is None

    def clean_amount(self) -> Decimal:
        amount: Decimal = self.cleaned_data["amount"]
        if not amount:
            raise forms.ValidationError(_("Nothing would change."), code="zero")
        return amount

    def clean_on(self) -> Any:
        if self.cleaned_data["on"] > clock.today():
            raise forms.ValidationError(_("The day cannot be in the future."), code="future")
        return self.cleaned_data["on"]

    def proposed(self) -> dict[str, Any]:
        given = {name: self.cleaned_data[name] for name in ("on", "amount", "reason")}
        return given | {"evidence": self._evidence()}

    def _evidence(self) -> Evidence:
        file, row = self.cleaned_data.get("file"), self.row
        if row is None:
            return Evidence(file=file)
        return Evidence(row.record, row.object_id, row.title, file)


class DecideForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(required=False, max_length=1000)
