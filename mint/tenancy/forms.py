"""What people type about organisations."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError as NumberError
from stdnum.fi import ytunnus

from mint.business_register.asking import is_on
from mint.business_register.invented import EXAMPLE
from mint.places.models import Industry, Municipality
from mint.tenancy.models import Membership, Organisation
from mint.tenancy.roles import ROLES_OF, Role

if TYPE_CHECKING:
    from mint.tenancy.prefilling import Answer


def clean_business_id(value: str) -> str:
    """The canonical form 1234567-8; raises ValidationError in the reader's language."""
    try:
        number = ytunnus.validate(value.strip().zfill(9) if "-" in value else value)
    except NumberError as error:
        raise forms.ValidationError(
            _("Check the business ID: its last digit does not fit. It is seven digits, a hyphen and a check digit."),
            code="business_id",
        ) from error
    return f"{number[:7]}-{number[7]}"


class BusinessIdField(forms.CharField):
    """A Finnish business ID; accepted with spaces or without the hyphen, returned as 1234567-8."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Business ID"))
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault(
            "widget",
            forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        )
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return clean_business_id(text.replace(" ", "")) if text else ""


class LookUpInput(forms.TextInput):
    """A business ID with the button that looks it up, and what the look-up has found."""

    template_name = "tenancy/look_up.html"

    def __init__(self, url: str, answer: "Answer | None") -> None:
        super().__init__(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "input input--s"})
        self.url, self.answer = url, answer

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        example = EXAMPLE if not settings.BUSINESS_REGISTER_URL else ""
        return {**context, "url": self.url, "answer": self.answer, "example": example}


class CompanyForm(forms.Form):
    """Registering a company takes three answers. `look_up` is the address that fills them in from the business register."""

    business_id = BusinessIdField(
        help_text=_("Seven digits, a hyphen and a check digit. You find it in any of your invoices.")
    )
    name = forms.CharField(
        label=_("Name of the company"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    municipality = forms.ModelChoiceField(label=_("Home municipality"), queryset=Municipality.objects.all())
    industry = forms.ModelChoiceField(label=_("Industry"), queryset=Industry.objects.all(), required=False)

    def __init__(self, *args: Any, look_up: str = "", answer: "Answer | None" = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if look_up and is_on():
            self.fields["business_id"].widget = LookUpInput(look_up, answer)


class RolesForm(forms.Form):
    """The roles that this kind of organisation gives."""

    roles = forms.MultipleChoiceField(label=_("Roles"), choices=Role.choices, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(role.value, role.label) for role in ROLES_OF[kind]]
        self.fields["roles"] = forms.MultipleChoiceField(
            label=_("Roles"), choices=offered, widget=forms.CheckboxSelectMultiple
        )


class InvitationForm(RolesForm):
    """An address and the roles offered."""

    email = forms.EmailField(
        label=_("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("email", "roles")


class ConfirmationForm(forms.Form):
    """Which members still belong: some of them, or all."""

    everybody = forms.BooleanField(label=_("Everybody on the list still belongs here"), required=False)
    members = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, members: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.listed = [member.pk for member in members]
        self.fields["members"] = forms.MultipleChoiceField(
            choices=[(str(pk), str(pk)) for pk in self.listed], required=False
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["chosen"] = self.listed if data.get("everybody") else [int(pk) for pk in data.get("members", ())]
        if not data["chosen"]:
            raise forms.ValidationError(_("Choose who still belongs here."), code="nobody")
        return data


class EmergencyForm(forms.Form):
    """Where an operator has to look, and why."""

    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.order_by("name"))
    reason = forms.CharField(
        label=_("Reason"),
        min_length=10,
        max_length=500,
        help_text=_("The organisation's members read it: name the request that you answer, and no personal data."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
