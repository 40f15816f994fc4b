"""What a form says of a missing answer: what to do, by the name of the field."""

import pytest
from django import forms
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation


class Sample(forms.Form):
    name = forms.CharField(label="Nimi")
    kind = forms.ChoiceField(label="Laji", choices=[("a", "A")])
    agreed = forms.BooleanField(label="Sovittu")
    paper = forms.FileField(label="Pöytäkirja")
    day = forms.DateField(label="Päivä", error_messages={"required": "Antakaa päivä."})


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "fi",
            ["Täyttäkää kohta: Nimi", "Valitkaa: Laji", "Merkitkää kohta: Sovittu", "Liittäkää tiedosto: Pöytäkirja"],
        ),
        ("sv", ["Fyll i: Nimi", "Välj: Laji", "Kryssa för: Sovittu", "Lägg till en fil: Pöytäkirja"]),
        ("en", ["Fill in: Nimi", "Choose: Laji", "Tick: Sovittu", "Add a file: Pöytäkirja"]),
    ],
)
def test_a_missing_answer_is_asked_for_by_name_or_in_the_forms_own_words(language, said):
    with translation.override(language):
        form = Sample({}, {})
        assert [errors[0] for errors in form.errors.values()] == [*said, "Antakaa päivä."]


def test_the_summary_does_not_say_the_name_twice(rf):
    html = render_to_string("components/error_summary.html", {"form": Sample({}, {})})
    assert ("Nimi – " in html, "Täyttäkää kohta: Nimi" in html, "Päivä – Antakaa päivä." in html) == (False, True, True)


def test_the_librarys_texts_are_ours_in_finnish_and_swedish(db, client):
    html = client.get(reverse("account_reset_password")).content.decode()
    assert "Antakaa sähköpostiosoitteenne" in html
    assert "Ange er e-postadress" in client.get("/sv/tili/password/reset/").content.decode()
