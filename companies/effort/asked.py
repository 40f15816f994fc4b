"""What is asked of companies: one row each, with the estimate in minutes, what it is based on, and why it is asked.

A step of a wizard shows the estimate from here. Where enough companies were measured, the pages of effort use the median.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True)
class Asked:
    key: str
    name: Words
    minutes: int
    basis: Words  # of the estimate
    why: Words


TABLE = (
    Asked(
        "challenge.problem", _("Challenge: the problem"), 2, _("Three short questions, answered in a few sentences."),
        _("Without the problem in your words nobody knows what to answer."),
    ),
    Asked(
        "challenge.sought", _("Challenge: what you seek"), 2, _("Three short questions, and three choices from a list."),
        _("Partners see from it whether they can help, until when and on what terms."),
    ),
    Asked(
        "challenge.check", _("Challenge: check and send"), 1, _("One page is read through."),
        _("You decide what others will read."),
    ),
    Asked(
        "match.answer", _("Answer to an interest or an invitation"), 3, _("One message is read and answered yes or no."),
        _("Somebody waits for your answer, and contacts are shown only after it."),
    ),
    Asked(
        "proposal.sent", _("Proposal to a call"), 20, _("A page is written, and an answer to each criterion."),
        _("All proposals are compared by the same criteria."),
    ),
    Asked(
        "question.answer", _("Answer to a question about your challenge"), 5, _("A few sentences are written."),
        _("All who think of answering get the same facts at the same time."),
    ),
    Asked(
        "experiment.measurement", _("Measurement of an experiment"), 2, _("One figure is looked up and written down."),
        _("Without figures the experiment cannot be decided on."),
    ),
    Asked(
        "placement.application", _("Application to your placement"), 5, _("One page is read, and answered yes or no."),
        _("The applicant waits for your choice."),
    ),
    Asked(
        "placement.confirmation", _("Confirmation of a placement's agreement"), 5,
        _("One page of terms is read and confirmed."), _("The student and the university need the host's word."),
    ),
)  # fmt: skip
ASKED = {each.key: each for each in TABLE}
MEASURED = tuple(
    key for key in ASKED if key.startswith("challenge.")
)  # the steps that carry the moment of their opening


def minutes_of(key: str) -> int:
    return ASKED[key].minutes
