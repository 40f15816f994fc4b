"""Input about the authority's forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from mint.fields import choices_of, rows_of
from mint.files.checks import AttachmentField
from reports.authority import sources
from reports.authority.models import Form


class NewForm(forms.Form):
    """A workbook of the authority, under a title; the same title again is its next version."""

    title = forms.CharField(
        label=gettext_lazy("Name of the form"),
        max_length=120,
        help_text=gettext_lazy("The same name again makes a new version, which takes over the map that fits it."),
        error_messages={"required": gettext_lazy("Give the form a name.")},
    )
    upload = AttachmentField(
        label=gettext_lazy("Workbook (XLSX)"),
        required=True,
        help_text=gettext_lazy("As the authority gave it, at most 10 MB. Macros are not taken."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": gettext_lazy("Choose the authority's workbook.")},
    )

    def clean_upload(self) -> Any:
        upload = self.cleaned_data["upload"]
        if upload and not upload.name.lower().endswith(".xlsx"):
            raise forms.ValidationError(gettext_lazy("Choose an Excel workbook (.xlsx)."), code="type")
        return upload


class CellForm(forms.Form):
    """What goes into which cell."""

    sheet = forms.ChoiceField(label=gettext_lazy("Sheet"))
    cell = forms.CharField(
        label=gettext_lazy("Cell"),
        max_length=12,
        help_text=gettext_lazy("For example C7. You may also choose the cell in the picture of the sheet below."),
        error_messages={"required": gettext_lazy("Write the address of the cell, for example C7.")},
    )
    source = forms.ChoiceField(
        label=gettext_lazy("What goes into it"),
        error_messages={"required": gettext_lazy("Choose what goes into the cell.")},
    )
    required = forms.BooleanField(label=gettext_lazy("The form is not filled without it"), required=False)

    def __init__(self, sheets: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "sheet", [(name, name) for name in sheets])
        choices_of(self, "source", [("", "–"), *sources.choices()])


class FilingForm(forms.Form):
    """Which form, for which payment claim."""

    form = forms.ModelChoiceField(Form.objects.none(), label=gettext_lazy("Form"), empty_label=None)
    claim = forms.CharField(
        label=gettext_lazy("Number of the payment claim"),
        max_length=40,
        error_messages={"required": gettext_lazy("Give the number of the payment claim.")},
    )

    def __init__(self, offered: "Any", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows_of(self, "form", offered)
