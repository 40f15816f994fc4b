"""What each field of the plan asks, in words, and with which control it is answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from experiments.forms import area
from mint.fields import day_input

LABELS: dict[str, Any] = {
    "title": _("What is tried, in one sentence?"),
    "kind": _("What kind of experiment is it?"),
    "hypothesis": _("Hypothesis"),
    "riskiest": _("Which assumption is the riskiest?"),
    "population": _("With whom and where?"),
    "recruiting": _("How are participants found?"),
    "guardrail": _("What must not get worse?"),
    "roles": _("Who does what?"),
    "risks": _("What may go wrong, and what is done then?"),
    "communication": _("Who is told what, and when?"),
    "funding": _("Where does the money come from?"),
    "starts_on": _("First day"),
    "ends_on": _("Last day"),
    "consent_text": _("Consent and impact assessment"),
    "rule_basis": _("What is each result held against?"),
    "rule_across": _("If there are several primary metrics"),
    "rule_guarded": _("If a limit was passed, the hypothesis is not taken as supported"),
    "aid_basis": _("What does a possible benefit to a company rest on?"),
    "rights": _("Whose are the results?"),
    "rights_text": _("What has been agreed on rights and data?"),
    "public_summary": _("Public summary"),
    "publication": _("What does the public see?"),
}
HELP: dict[str, Any] = {
    "hypothesis": _("If … then … because …"),
    "kind": "",
    "riskiest": _("What must be true for this to work, and is known the least? Try that first."),
    "recruiting": _("Also how one may decline or stop."),
    "risks": "",
    "communication": "",
    "funding": _("For example own money, a project’s budget, a grant, a company’s share."),
    "population": _("A limited group and place."),
    "ends_on": _("A year after the first day at most."),
    "consent_text": _("If personal data is used: what people agree to, and what the impact assessment says."),
    "guardrail": "",
    "roles": "",
    "rights_text": "",
    "rule_guarded": _("The outcome is then inconclusive at best."),
    "public_summary": _("A few sentences for everybody: what is tried and why."),
}
WIDGETS: dict[str, Any] = {
    "kind": forms.RadioSelect,
    "hypothesis": area(3),
    "riskiest": area(2),
    "recruiting": area(2),
    "risks": area(3),
    "communication": area(2),
    "funding": area(2),
    "population": area(2),
    "roles": area(3),
    "consent_text": area(4),
    "starts_on": day_input(),
    "ends_on": day_input(),
    "rule_basis": forms.RadioSelect,
    "rule_across": forms.RadioSelect,
    "aid_basis": forms.RadioSelect,
    "rights": forms.RadioSelect,
    "rights_text": area(2),
    "public_summary": area(3),
    "publication": forms.RadioSelect,
}
