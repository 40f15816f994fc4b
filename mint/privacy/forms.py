from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mint.accounts.models import User
from mint.tenancy.models import Organisation


class ErasureForm(forms.Form):
    """One says that one has understood it."""

    understood = forms.BooleanField(
        label=_("I understand that I cannot sign in any more, and that this cannot be taken back after two weeks."),
        error_messages={"required": _("Say that you have understood it.")},
    )


class HoldForm(forms.Form):
    """An organisation or a person, and why."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.order_by("name"), required=False
    )
    email = forms.EmailField(label=_("Or a person's e-mail address"), required=False)
    reason = forms.CharField(
        label=_("Reason"), min_length=10, max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who asks for it, and until when. No personal data."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """`on` is whom or what it is placed on."""
        data = super().clean() or {}
        organisation, email = data.pop("organisation", None), data.pop("email", "")
        person = User.objects.filter(email__iexact=email).first() if email else None
        if email and person is None and "email" not in self.errors:
            self.add_error("email", _("Nobody has this address."))
        if bool(organisation) == bool(email) and not self.errors:
            raise forms.ValidationError(_("Choose an organisation or a person, one of them."), code="one")
        return {**data, "on": organisation or person}
