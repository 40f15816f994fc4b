"""What hosts and applicants write about placements."""

from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.models import Challenge
from experiments.models import Experiment
from mint import clock
from mint.actor import Actor
from mint.fields import DayField, needed_to
from mint.files.checks import AttachmentField
from mint.places.models import Municipality
from placements.actions import SUPERVISOR
from placements.models import Placement, Supervisor
from placements.states import Kind


def _words(label: Any, longest: int, *, rows: int = 0, required: bool = False, hint: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput
    return forms.CharField(label=label, max_length=longest, required=required, widget=widget, help_text=hint)


def _count(label: Any, least: int, most: int, *, required: bool = False, hint: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, required=required, help_text=hint)


# What `workflow.described` asks before a placement is opened.
OPENED_WITH = ("tasks", "starts_on", "apply_by")


class PlacementForm(forms.ModelForm[Placement]):
    """One place; kind, title and municipality are enough for a draft."""

    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of placement"), choices=Kind.choices)
    title = _words(gettext_lazy("Title"), 120, required=True)
    municipality = forms.ModelChoiceField(
        label=gettext_lazy("Municipality where the work is done"), queryset=Municipality.objects.all()
    )
    unit = _words(gettext_lazy("Unit or team"), 120)
    field = _words(gettext_lazy("Field of study or work"), 120)
    tasks = _words(gettext_lazy("Tasks"), 4000, rows=6, hint=gettext_lazy("What one does, in plain words."))
    goals = _words(gettext_lazy("Learning goals"), 2000, rows=3)
    credits = _count(gettext_lazy("Credits (ECTS)"), 1, 120)
    hours = _count(gettext_lazy("Hours"), 1, 10000)
    weeks = _count(gettext_lazy("Weeks"), 1, 260)
    starts_on = DayField(label=gettext_lazy("First day"), required=False)
    ends_on = DayField(label=gettext_lazy("Last day"), required=False)
    is_paid = forms.BooleanField(label=gettext_lazy("The work is paid"), required=False)
    pay_basis = _words(
        gettext_lazy("Basis of the pay"), 200, hint=gettext_lazy("For example the collective agreement, or a grant.")
    )
    remote_percent = _count(gettext_lazy("Share of remote work, per cent"), 0, 100)
    places = _count(gettext_lazy("Number of places"), 1, 50, required=True)
    apply_by = DayField(label=gettext_lazy("Last day to apply"), required=False)
    housing_help = _words(gettext_lazy("Help with housing or travel"), 300)
    challenge = forms.ModelChoiceField(
        label=gettext_lazy("Challenge it belongs to"), queryset=Challenge.objects.none(), required=False
    )
    experiment = forms.ModelChoiceField(
        label=gettext_lazy("Experiment it belongs to"), queryset=Experiment.objects.none(), required=False
    )
    supervisor_name = _words(
        gettext_lazy("Supervisor's name"), 120, hint=gettext_lazy("Shown only to those who are chosen.")
    )
    supervisor_email = forms.EmailField(label=gettext_lazy("Supervisor's e-mail address"), required=False)
    supervisor_phone = _words(gettext_lazy("Supervisor's phone number"), 40)
    language = forms.ChoiceField(label=gettext_lazy("Language of the text"), choices=settings.LANGUAGES)

    class Meta:
        model = Placement
        fields = (
            "kind",
            "title",
            "municipality",
            "unit",
            "field",
            "tasks",
            "goals",
            "credits",
            "hours",
            "weeks",
            "starts_on",
            "ends_on",
            "is_paid",
            "pay_basis",
            "remote_percent",
            "places",
            "apply_by",
            "housing_help",
            "challenge",
            "experiment",
            "language",
        )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in OPENED_WITH:
            needed_to(self, name, _("needed for opening"))
        own = Q(organisation_id=actor.organisation_id) | Q(municipality_id=actor.acting_municipality_id)
        linked = Q(pk__in=[self.initial.get("challenge"), self.instance.challenge_id])
        challenges = Challenge.objects.visible_to(actor).public().filter(own | linked)
        tried = Experiment.objects.visible_to(actor).filter(
            own | Q(pk__in=[self.initial.get("experiment"), self.instance.experiment_id])
        )
        self.fields["challenge"] = forms.ModelChoiceField(
            label=_("Challenge it belongs to"), queryset=challenges.order_by("-id"), required=False
        )
        self.fields["experiment"] = forms.ModelChoiceField(
            label=_("Experiment it belongs to"), queryset=tried.order_by("-id"), required=False
        )
        if self.instance.pk and (known := Supervisor.objects.filter(placement=self.instance).first()):
            for name in SUPERVISOR:
                self.initial.setdefault(name, getattr(known, name.removeprefix("supervisor_")))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts, ends, by = cleaned.get("starts_on"), cleaned.get("ends_on"), cleaned.get("apply_by")
        cleaned["remote_percent"] = cleaned.get("remote_percent") or 0
        if ends and starts and ends < starts:
            self.add_error("ends_on", _("The last day cannot be before the first."))
        if ends and not starts and "starts_on" not in self.errors:
            self.add_error("starts_on", _("Tell the first day too."))
        if by and by < clock.today():
            self.add_error("apply_by", _("The last day to apply must not be past."))
        if starts and by and by > starts:
            self.add_error("apply_by", _("Applying must end before the first day."))
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """What to write: the model's own fields and the supervisor."""
        return {name: self.cleaned_data[name] for name in (*(self._meta.fields or ()), *SUPERVISOR)}


class ApplicationForm(forms.Form):
    """Three answers and a file if one wants."""

    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    motivation = forms.CharField(
        label=gettext_lazy("Why do you apply?"),
        help_text=gettext_lazy("What you can do and what you want to learn, in a few sentences. No health data."),
        min_length=20,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    upload = AttachmentField(label=gettext_lazy("CV or work sample"))


class ReportForm(forms.Form):
    report = forms.CharField(
        label=gettext_lazy("What did you do and learn?"),
        help_text=gettext_lazy("The host and your university read this."),
        min_length=20,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class CreditsForm(forms.Form):
    granted = forms.IntegerField(label=gettext_lazy("Credits granted (ECTS)"), min_value=0, max_value=120)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=1000, required=False, widget=forms.Textarea)
