"""What people type about offers and matches."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mint.accounts.models import User
from mint.fields import DayField
from mint.links.forms import ContactForm as VisitorForm
from mint.matching.factors import NAMES, TEXTS
from mint.matching.models import Offer
from mint.matching.models.weights import FIELDS
from mint.matching.scoring import HUNDRED, Weights
from mint.matching.states import Agreement, OfferKind, PassReason
from mint.vocabulary.dimensions import Dimension
from mint.vocabulary.themes import theme_choices


class OfferForm(forms.Form):
    """An offer: what, for which needs and themes, how much and when."""

    kind = forms.ChoiceField(label=gettext_lazy("What do you offer?"), choices=OfferKind.choices)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    description = forms.CharField(
        label=gettext_lazy("Description"),
        help_text=gettext_lazy("What it is, for what it has been used, and what the other side needs to bring."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the text"), choices=settings.LANGUAGES)
    dimensions = forms.MultipleChoiceField(
        label=gettext_lazy("Which needs does it answer?"),
        choices=Dimension.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Themes"), choices=theme_choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("How many at a time"),
        help_text=gettext_lazy("Experiments, groups or customers. Zero means that there is no room now."),
        min_value=0,
        max_value=999,
        initial=1,
    )
    available_from = DayField(label=gettext_lazy("Available from"), required=False)
    available_until = DayField(label=gettext_lazy("Available until"), required=False)
    is_public = forms.BooleanField(
        label=gettext_lazy("The name and kind of this offer may be shown to everybody"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        start, end = cleaned.get("available_from"), cleaned.get("available_until")
        if start and end and end < start:
            self.add_error("available_until", _("The last day cannot be before the first."))
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    @classmethod
    def initial_of(cls, offer: Offer) -> dict[str, Any]:
        return {name: getattr(offer, name) for name in cls.base_fields}


class ContactForm(forms.Form):
    """Whom the other side will meet; shown to it only when both are interested."""

    name = forms.CharField(
        label=gettext_lazy("Contact person"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("The other side sees the name and the address only when both of you are interested."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"name": user.name, "email": user.email})
        super().__init__(*args, **kwargs)


class MessageForm(ContactForm):
    """A message with a contact person: an invitation."""

    message = forms.CharField(
        label=gettext_lazy("Message"),
        help_text=gettext_lazy("Two sentences are enough: why you, and what you would do first."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ("message", "offer", "name", "email")


class OfferField(forms.ModelChoiceField):  # type: ignore[type-arg]  # at run time it takes none
    """One's own offers, each with the points it gets."""

    scores: Mapping[int, int] = MappingProxyType({})

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title} ({self.scores.get(obj.pk, 0)}/100)"


class InterestForm(MessageForm):
    """Interest in a need; one of one's own offers may be named. `scores`: how well each suits the need, by its id."""

    offer = OfferField(
        label=gettext_lazy("Which of your offers is this about?"),
        help_text=gettext_lazy(
            "The other side sees the fit of the offer that you choose. The one that fits best is chosen ready."
        ),
        queryset=Offer.objects.none(),
        required=False,
        empty_label=gettext_lazy("None of them in particular: the fit of the best one is shown"),
    )

    def __init__(self, *args: Any, offers: Any, scores: dict[int, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["offer"]
        assert isinstance(field, OfferField)
        field.queryset = offers
        field.scores = scores


class VisitorInterestForm(VisitorForm):
    """Interest told before signing in: the message first, then who writes."""

    message = MessageForm.base_fields["message"]
    field_order = ("message", *VisitorForm.field_order)


class AgreementForm(forms.Form):
    agreement = forms.ChoiceField(
        label=gettext_lazy("What was agreed on?"), choices=Agreement.choices, widget=forms.RadioSelect
    )


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("For your own organisation only. The other side does not see it."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class NarrowingForm(forms.Form):
    """What the list of partners is narrowed by; in the address, so that it can be sent on."""

    PLACES = (
        ("", gettext_lazy("Anywhere")),
        ("sama", gettext_lazy("The same municipality")),
        ("naapuri", gettext_lazy("Neighbouring municipalities, too")),
        ("lahella", gettext_lazy("Two municipalities away, too")),
    )
    paikka = forms.ChoiceField(label=gettext_lazy("Where"), choices=PLACES, required=False)
    laji = forms.ChoiceField(
        label=gettext_lazy("Kind of offer"),
        choices=[("", gettext_lazy("All kinds")), *OfferKind.choices],
        required=False,
    )
    teema = forms.ChoiceField(label=gettext_lazy("Theme"), required=False)
    tilaa = forms.BooleanField(label=gettext_lazy("Only who has room when help is needed"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["teema"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("All themes")), *theme_choices()]

    @property
    def chosen(self) -> dict[str, Any]:
        """What is in order; a value that nobody offered narrows nothing."""
        self.is_valid()
        return self.cleaned_data

    @property
    def narrows(self) -> bool:
        return any(self.chosen.values())


class WeightsForm(forms.Form):
    """The points of each factor: a hundred together. `after` is the version that was in force when the form was opened."""

    note = forms.CharField(
        label=gettext_lazy("Why are they changed?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, saving: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].required = self.fields["after"].required = saving
        for factor, name in FIELDS.items():
            self.fields[name] = forms.IntegerField(
                label=NAMES[factor], help_text=TEXTS[factor], min_value=0, max_value=HUNDRED
            )
        self.order_fields([*FIELDS.values(), "note", "after"])

    @classmethod
    def initial_of(cls, weights: Weights) -> dict[str, Any]:
        return {name: weights.points[factor] for factor, name in FIELDS.items()}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        points = [int(cleaned[name]) for name in FIELDS.values() if name in cleaned]
        if len(points) == len(FIELDS) and sum(points) != HUNDRED:
            total = _("The points are a hundred together; now they are %(n)s.") % {"n": sum(points)}
            self.add_error("text", total)
        return cleaned

    @property
    def has_weights(self) -> bool:
        """Eight points that are a hundred together, whatever else is wrong."""
        return self.is_bound and not any(name in self.errors for name in FIELDS.values())

    @property
    def weights(self) -> Weights:
        return Weights({factor: self.cleaned_data[name] for factor, name in FIELDS.items()})


class PassOverForm(forms.Form):
    reason = forms.ChoiceField(label=gettext_lazy("Why not?"), choices=PassReason.choices)
    note = forms.CharField(
        label=gettext_lazy("More about it"),
        help_text=gettext_lazy("For your own side only. The partner is told nothing."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
