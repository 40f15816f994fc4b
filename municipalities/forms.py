"""What people write about a municipality's attraction."""

from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mint import clock
from mint.fields import DayField, NumberField, needed_to
from municipalities.models import AttractionFactor, MunicipalityProfile
from municipalities.states import Category, Licence

# What `workflow.complete` asks before a factor is published.
PUBLISHED_WITH = ("description", "indicator", "unit", "baseline", "target", "source")


class FactorForm(forms.ModelForm[AttractionFactor]):
    """One factor; only the name and the category are needed to begin."""

    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    category = forms.ChoiceField(label=gettext_lazy("Category"), choices=Category.choices)
    name = forms.CharField(label=gettext_lazy("What draws people here"), max_length=120)
    description = forms.CharField(
        label=gettext_lazy("Description"),
        help_text=gettext_lazy("Two or three sentences, as you would tell it to somebody who thinks of moving."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    indicator = forms.CharField(
        label=gettext_lazy("Indicator"),
        help_text=gettext_lazy("What is counted, for example: users of the remote-work point."),
        max_length=120,
        required=False,
    )
    unit = forms.CharField(
        label=gettext_lazy("Unit"), help_text=gettext_lazy("For example: users a month."), max_length=40, required=False
    )
    baseline = NumberField(label=gettext_lazy("Baseline"), required=False, max_digits=18, decimal_places=6)
    target = NumberField(label=gettext_lazy("Target"), required=False, max_digits=18, decimal_places=6)
    value = NumberField(label=gettext_lazy("Latest value"), required=False, max_digits=18, decimal_places=6)
    value_on = DayField(label=gettext_lazy("Day of the latest value"), required=False)
    source = forms.CharField(
        label=gettext_lazy("Source"),
        help_text=gettext_lazy("Where the figures are from: a register, a count, a survey."),
        max_length=300,
        required=False,
    )
    source_url = forms.URLField(
        label=gettext_lazy("Address of the source"), max_length=400, required=False, assume_scheme="https"
    )
    licence = forms.ChoiceField(label=gettext_lazy("Licence"), choices=Licence.choices, initial=Licence.CC_BY)
    next_check_on = DayField(
        label=gettext_lazy("Next check"),
        help_text=gettext_lazy("We remind you on this day. Without one, a year from publishing."),
        required=False,
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the text"), choices=settings.LANGUAGES)

    class Meta:
        model = AttractionFactor
        fields = (
            "category",
            "name",
            "description",
            "indicator",
            "unit",
            "baseline",
            "target",
            "value",
            "value_on",
            "source",
            "source_url",
            "licence",
            "next_check_on",
            "language",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in PUBLISHED_WITH:
            needed_to(self, name, _("needed for publishing"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        today = clock.today()
        if cleaned.get("value") is not None and cleaned.get("value_on") is None and "value_on" not in self.errors:
            self.add_error("value_on", _("Tell the day of the latest value."))
        if (measured := cleaned.get("value_on")) and measured > today:
            self.add_error("value_on", _("The day of a value cannot lie ahead."))
        if "next_check_on" in self.changed_data and (day := cleaned.get("next_check_on")) and day <= today:
            self.add_error("next_check_on", _("The next check must lie ahead."))
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """What to write: the model's own fields."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class CheckForm(forms.Form):
    """The facts hold; a newer value may be given at once."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    value = NumberField(label=gettext_lazy("Latest value"), required=False, max_digits=18, decimal_places=6)


class ProfileForm(forms.ModelForm[MunicipalityProfile]):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    lead = forms.CharField(
        label=gettext_lazy("In one sentence"),
        help_text=gettext_lazy("Shown large under the municipality's name."),
        max_length=300,
        required=False,
    )
    intro = forms.CharField(
        label=gettext_lazy("Introduction"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    contact = forms.CharField(
        label=gettext_lazy("Who answers"),
        help_text=gettext_lazy("A role or a team, for example: Vitality services."),
        max_length=160,
        required=False,
    )
    email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)
    website = forms.URLField(label=gettext_lazy("Website"), max_length=400, required=False, assume_scheme="https")
    language = forms.ChoiceField(label=gettext_lazy("Language of the text"), choices=settings.LANGUAGES)

    class Meta:
        model = MunicipalityProfile
        fields = ("lead", "intro", "contact", "email", "website", "language")

    @property
    def values(self) -> dict[str, Any]:
        """What to write: the model's own fields."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}
