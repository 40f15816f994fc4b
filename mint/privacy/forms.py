from django import forms
from django.utils.translation import gettext_lazy as _


class ErasureForm(forms.Form):
    """One says that one has understood it."""

    understood = forms.BooleanField(
        label=_("I understand that I cannot sign in any more, and that this cannot be taken back after two weeks."),
        error_messages={"required": _("Say that you have understood it.")},
    )
