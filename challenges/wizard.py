"""The wizard: which questions are asked of whom, step by step; three steps of a company, five of a municipality."""

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from challenges.asking import AnswerFields, Asked, ContactFields, OfferFields, SoughtFields, StepForm
from challenges.models import Challenge
from companies.effort.asked import minutes_of
from mint.tenancy.roles import Kind


class ProblemForm(StepForm):
    """A municipality's first step."""

    required_now = ("title", "problem", "affected")

    class Meta(Asked):
        fields = ("title", "question", "problem", "affected", "tried")


class SearchForm(SoughtFields, AnswerFields):
    """Its second: what is sought, from whom, until when."""

    required_now = ("outcome", "needs", "deadline_on")
    folded = ((_("More about answering"), ("answer_form", "answer_languages", "accessibility", "timetable")),)

    class Meta(Asked):
        fields = (
            *("outcome", "needs", "themes", "limits", "answerers", "deadline_on", "decision_on"),
            *("answer_form", "answer_languages", "accessibility", "timetable"),
        )


class OfferForm(OfferFields):
    """Its third: what it gives, and on what terms."""

    required_now = ("ip_terms", "data_terms")
    folded = ((_("More about what you offer"), ("premises", "test_users", "afterwards_note", "confidential")),)

    class Meta(Asked):
        fields = (
            *("offered_hours", "offered_money", "materials", "materials_access", "afterwards", "reward"),
            *("ip_terms", "data_terms"),
            *("premises", "test_users", "afterwards_note", "confidential"),
        )


class MeasureForm(ContactFields):
    """Its fourth: how one sees that it worked, and who tells more."""

    required_now = ("measure",)

    class Meta(Asked):
        fields = ("measure", "publicity", "contact_name", "contact_email", "contact_is_public")


class CompanyProblemForm(StepForm):
    """A company's first step: three questions."""

    required_now = ("title", "problem", "affected")
    folded = ((_("Further questions"), ("question", "tried")),)

    class Meta(Asked):
        fields = ("title", "problem", "affected", "question", "tried")


class CompanySearchForm(SoughtFields, AnswerFields, OfferFields, ContactFields):
    """Its second: the questions that matter, and the rest folded."""

    required_now = ("outcome", "needs", "deadline_on", "ip_terms", "data_terms")
    folded = (
        (_("What you offer"), ("offered_hours", "offered_money", "materials", "materials_access", "premises",
                               "test_users", "reward")),
        (_("How to answer"), ("limits", "answerers", "answer_form", "answer_languages", "accessibility", "decision_on",
                              "timetable", "afterwards", "afterwards_note", "publicity")),
        (_("Measure and contact"), ("measure", "contact_name", "contact_email", "contact_is_public")),
    )  # fmt: skip

    class Meta(Asked):
        fields = (
            *("outcome", "needs", "themes", "deadline_on", "ip_terms", "data_terms", "confidential"),
            *("offered_hours", "offered_money", "materials", "materials_access", "premises", "test_users", "reward"),
            *("limits", "answerers", "answer_form", "answer_languages", "accessibility", "decision_on", "timetable"),
            *("afterwards", "afterwards_note", "publicity", "measure"),
            *("contact_name", "contact_email", "contact_is_public"),
        )


@dataclass(frozen=True)
class Step:
    """A page of the wizard. `minutes` is how long its first questions take most people; the last step has no form.

    `asked` is a company's step in the table of what is asked of companies, where its minutes come from and are measured.
    """

    number: int
    name: "str | Promise"
    heading: "str | Promise"
    minutes: int
    form: type[StepForm] | None = None
    asked: str = ""


Wizard = tuple[Step, ...]
_NAMES = {
    "problem": (_("The problem"), _("What is the problem?")),
    "sought": (_("What you seek"), _("What do you seek?")),
    "offered": (_("What you offer"), _("What do you offer?")),
    "measure": (_("Measure of success"), _("How does one see that it worked?")),
    "check": (_("Check and send"), _("Check what you have written")),
}


def _wizard(*steps: tuple[str, int, type[StepForm] | None]) -> Wizard:
    return tuple(Step(number, *_NAMES[key], minutes, form) for number, (key, minutes, form) in enumerate(steps, 1))


def _of_company(*steps: tuple[str, type[StepForm] | None]) -> Wizard:
    asked = [f"challenge.{key}" for key, _form in steps]
    timed = _wizard(*((key, minutes_of(name), form) for (key, form), name in zip(steps, asked, strict=True)))
    return tuple(replace(step, asked=name) for step, name in zip(timed, asked, strict=True))


COMPANY = _of_company(("problem", CompanyProblemForm), ("sought", CompanySearchForm), ("check", None))
MUNICIPALITY = _wizard(
    ("problem", 4, ProblemForm),
    ("sought", 4, SearchForm),
    ("offered", 3, OfferForm),
    ("measure", 2, MeasureForm),
    ("check", 2, None),
)


def wizard_of(kind: str) -> Wizard:
    """By the kind of the organisation that owns the challenge."""
    return COMPANY if kind == Kind.COMPANY else MUNICIPALITY


def step_of(wizard: Wizard, number: int) -> Step | None:
    """The step of this number that asks something."""
    return next((step for step in wizard if step.number == number and step.form), None)


def missing_in(challenge: Challenge, wizard: Wizard) -> list[tuple[int, str]]:
    """(step, field) of each question that must have an answer and has none."""
    return [
        (step.number, name)
        for step in wizard
        if step.form
        for name in step.form.required_now
        if not getattr(challenge, name)
    ]


def place_of(wizard: Wizard, name: str) -> int:
    """The step that asks for a field."""
    return next((step.number for step in wizard if step.form and name in step.form.base_fields), 1)
