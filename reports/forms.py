"""Input of the report pages."""

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mint.fields import DayField, NumberField, rows_of
from mint.projects.models import Period
from reports.actions import Promise
from reports.approvals import standing
from reports.documents.document import shown_date, span
from reports.models import Indicator, Report
from reports.states import Kind, State
from reports.workflow import meeting_problem


class PeriodField(forms.ModelChoiceField[Period]):
    """Each with its days, and how far its report is, if there is one: `report_state` of the query."""

    def label_from_instance(self, obj: Period) -> str:
        state = getattr(obj, "report_state", None)
        if not state:
            return self._named(obj)
        return _("%(period)s (report: %(state)s)") % {"period": self._named(obj), "state": State(state).label.lower()}

    def _named(self, obj: Period) -> str:
        return _("%(project)s, %(span)s, due %(due)s") % {
            "project": obj.project.code,
            "span": span(obj.starts_on, obj.ends_on),
            "due": shown_date(obj.due_on),
        }


class NewReportForm(forms.Form):
    """Which project and period, and in which language the report is written."""

    period = PeriodField(
        Period.objects.none(),
        label=gettext_lazy("Project and period"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": gettext_lazy("Choose the period that the report is about.")},
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the report"), choices=settings.LANGUAGES, initial="fi")

    kind = forms.ChoiceField(
        label=gettext_lazy("Which report?"),
        choices=(
            (Kind.FUNDER, gettext_lazy("Monitoring report: the payment period")),
            (Kind.INTERIM, gettext_lazy("Interim report: from the project's beginning to the end of the period")),
            (Kind.FINAL, gettext_lazy("Final report: the whole project from its beginning to its end")),
        ),
        widget=forms.RadioSelect,
        initial=Kind.FUNDER,
    )

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, periods: QuerySet[Period], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and "kind" not in self.data:  # an address that names none asks for the payment period's
            self.data = {**dict(self.data.items()), "kind": Kind.FUNDER.value}
        rows_of(self, "period", periods)
        self.fields["period"].initial = None if self.is_bound else periods.first()


class AgainForm(forms.Form):
    """Asked where the period has a locked report already."""

    again = forms.BooleanField(
        label=gettext_lazy("I want to build another report of the same period"),
        error_messages={"required": gettext_lazy("Confirm that you want another report of the same period.")},
    )


class ApproveForm(forms.Form):
    """When and where the steering group approved the report."""

    steering_on = DayField(
        label=gettext_lazy("Day of the steering group's meeting"),
        error_messages={"required": gettext_lazy("Give the day of the meeting.")},
    )
    steering_paragraph = forms.CharField(
        label=gettext_lazy("Paragraph of the minutes"),
        max_length=40,
        help_text=gettext_lazy("For example § 12."),
        error_messages={"required": gettext_lazy("Give the paragraph of the minutes.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Why without the partners that have not approved it?"),
        help_text=gettext_lazy("It is kept with the approval, and shown on the report's page."),
        min_length=3,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report = report
        if not standing.needs_reason(report):
            del self.fields["reason"]

    def clean_steering_on(self) -> Any:
        day = self.cleaned_data["steering_on"]
        if why := meeting_problem(self.report, day):
            raise forms.ValidationError(why, code="day")
        return day

    def moved(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "on": given["steering_on"],
            "paragraph": given["steering_paragraph"],
            "reason": given.get("reason", ""),
        }


class MoveForm(forms.Form):
    """The other moves: which version was looked at, and the reason where one is asked for."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(required=False, max_length=1000)

    def moved(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["reason"]}


class TargetsForm(forms.Form):
    """For each indicator that the project reports, its target and where it began from; empty where it is not set.

    A period has targets only: what it began from is the project's.
    """

    def __init__(self, indicators: list[Indicator], *args: Any, period: Period | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicators = indicators
        for each in indicators:
            name = f"{each.code} {each.name} ({each.get_unit_display()})"
            self.fields[f"target_{each.pk}"] = _amount(name)
            if period is None:
                self.fields[f"baseline_{each.pk}"] = _amount(_("%(code)s, baseline") % {"code": each.code})

    def values(self) -> dict[int, Promise]:
        found = self.cleaned_data
        return {
            each.pk: Promise(found[f"target_{each.pk}"], found.get(f"baseline_{each.pk}")) for each in self.indicators
        }


def _amount(label: str) -> NumberField:
    return NumberField(label=label, required=False, min_value=Decimal(0), max_digits=12, decimal_places=2)
