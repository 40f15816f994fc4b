"""What is typed of a template: its name when it is made, its texts when it is edited."""

import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from experiments.forms import area
from experiments.models import Experiment
from experiments.patterns.contents import CHOICES, TEXTS
from experiments.patterns.models import Pattern
from experiments.plan_words import HELP, LABELS, WIDGETS
from mint.fields import rows_of
from mint.projects.models import Project

FLAG = "rule_guarded"


class Named(forms.Form):
    name = forms.CharField(
        label=_("Name of the template"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    about = forms.CharField(label=_("When does it suit?"), max_length=300, required=False, widget=area(2))


class SaveForm(Named):
    """`projects` are those that the maker curates: none for most."""

    project = forms.ModelChoiceField(
        Project.objects.none(), label=_("Who is it for?"), empty_label=_("For my organisation"), required=False
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, projects: QuerySet[Project], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4
        rows_of(self, "project", projects)
        if not projects:
            del self.fields["project"]

    @property
    def values(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        data["key"] = data["key"] or uuid.uuid4()
        return data


class PatternForm(Named):
    """Every text of a plan that a template has, and which of its metrics stay."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2_000_000_000)

    def __init__(self, *args: Any, pattern: Pattern, **kwargs: Any) -> None:
        known = {"name": pattern.name, "about": pattern.about, "version": pattern.version, **pattern.texts}
        places = list(range(len(pattern.metrics)))
        kwargs["initial"] = {FLAG: True, **known, "metrics": places}
        super().__init__(*args, **kwargs)
        for name in TEXTS:
            self.fields[name] = _field(name)
        if places:
            self.fields["metrics"] = forms.TypedMultipleChoiceField(
                label=_("Which metrics stay?"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
                choices=[(place, capfirst(f"{m['name']} ({m['unit']})")) for place, m in enumerate(pattern.metrics)],
            )  # fmt: skip

    @property
    def texts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in TEXTS}

    @property
    def kept(self) -> list[int]:
        return list(self.cleaned_data.get("metrics", []))


def _field(name: str) -> forms.Field:
    words = {"label": LABELS[name], "help_text": HELP.get(name, ""), "required": False}
    if name == FLAG:
        return forms.BooleanField(**words)
    if name in CHOICES:
        none = [] if name.startswith("rule_") else [("", _("Left open"))]
        return forms.ChoiceField(choices=[*none, *CHOICES[name].choices], widget=forms.RadioSelect, **words)
    longest = getattr(Experiment._meta.get_field(name), "max_length", None)
    return forms.CharField(max_length=longest, widget=WIDGETS.get(name), **words)
