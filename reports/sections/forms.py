"""Input of the section pages."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from mint.discussion.people import Person
from mint.fields import DayField, choices_of, needed_to, rows_of
from mint.tenancy.models import Organisation
from reports.sections.actions import Gift
from reports.sections.models import Section, SectionText
from reports.sections.states import LONGEST, Aim, Principle


def _version(**attrs: str) -> forms.IntegerField:
    """The version that was on the screen, 0 where there was nothing."""
    return forms.IntegerField(widget=forms.HiddenInput(attrs=attrs), min_value=0, max_value=2_000_000_000)


class TextForm(forms.Form):
    """A section's text in one language; `version` is the one that was on the screen, 0 where there was none."""

    text = forms.CharField(
        label=_("Text"),
        max_length=LONGEST,
        required=False,
        help_text=_("Plain text; an empty line begins a new paragraph."),
        widget=forms.Textarea(attrs={"rows": 16, "class": "textarea"}),
    )
    version = _version(id="versio")

    def __init__(self, data: Any = None, *, section: Section, text: SectionText | None = None) -> None:
        now = {"text": text.text if text else "", "version": text.version if text else 0}
        super().__init__(data, initial=now)
        if section.wanted.is_required:
            needed_to(self, "text", _("needed for the approval"))


class GiveForm(forms.Form):
    """Who writes a section, and until when."""

    writer = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Who writes it?"),
        required=False,
        empty_label=_("The project manager"),
        help_text=_("A partner of the project: those who write there see this section, not the rest of the report."),
    )
    person = forms.ChoiceField(
        label=_("A certain person"),
        required=False,
        help_text=_(
            "Of the organisation that has been given the section. Without one, anybody who writes there may write it."
        ),
    )
    due_on = DayField(label=_("By which day?"), required=False)
    version = _version()

    def __init__(
        self,
        data: Any = None,
        *,
        section: Section,
        partners: QuerySet[Organisation],
        people: Iterable[Person] = (),
    ) -> None:
        now = {"writer": section.writer_id, "person": section.person_id or "", "due_on": section.due_on}
        super().__init__(data, initial={**now, "version": section.version})
        self.section = section
        rows_of(self, "writer", partners)
        own = [(str(each.id), each.name) for each in people]
        if section.person and str(section.person_id) not in dict(own):
            own.append((str(section.person_id), section.person.name))
        choices_of(self, "person", [("", _("Anybody who writes there")), *own])
        if not own:
            del self.fields["person"]

    def given(self) -> Gift:
        """A person goes with the organisation that they were chosen from."""
        found = self.cleaned_data
        writer = found["writer"]
        same = writer is not None and writer.pk == self.section.writer_id
        person = int(found["person"]) if same and found.get("person") else None
        return Gift(writer, person, found["due_on"])


class PrinciplesForm(forms.Form):
    """How each horizontal principle concerns the project, and why."""

    version = _version()

    def __init__(self, data: Any = None, *, section: Section) -> None:
        said = {each.principle: each for each in section.principles.all()}
        initial = {f"aim_{key}": each.aim for key, each in said.items()}
        initial |= {f"reason_{key}": each.reason for key, each in said.items()}
        super().__init__(data, initial={**initial, "version": section.version})
        for each in Principle:
            self.fields[f"aim_{each.value}"] = forms.ChoiceField(
                label=each.label, choices=Aim.choices, widget=forms.RadioSelect, initial=Aim.NEUTRAL
            )
            self.fields[f"reason_{each.value}"] = forms.CharField(
                label=_("Reason: %(principle)s") % {"principle": each.label},
                max_length=500,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2, "class": "textarea"}),
            )

    def said(self) -> dict[str, tuple[str, str]]:
        found = self.cleaned_data
        return {each.value: (found[f"aim_{each.value}"], found[f"reason_{each.value}"]) for each in Principle}
