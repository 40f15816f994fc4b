"""On what terms a challenge is answered: whose the ideas are, how its data may be used (leaf).

Chosen before it opens, never changed once it is open: who answers has relied on them.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class IpTerms(models.TextChoices):
    """The four choices, as they are asked."""

    SOLVER = "solver", _("The solver keeps the rights, and you may use the result")
    JOINT = "joint", _("Jointly, by an agreement made together")
    TRANSFERRED = "transferred", _("Transferred to you for compensation, by a contract of its own")
    OPEN = "open", _("Open to everybody (CC BY for texts, EUPL for code)")


class DataTerms(models.TextChoices):
    OPEN = "open", _("Open data (CC BY 4.0)")
    THIS_CHALLENGE = "this_challenge", _("For solving this challenge only")
    AGREEMENT = "agreement", _("Under a separate agreement")
    NONE = "none", _("No data is handed over")


IP_WORDS: Mapping[str, Promise] = {
    IpTerms.SOLVER: _("Who solves the challenge keeps the rights to the solution. The owner gets the right to use it."),
    IpTerms.JOINT: _("The rights are shared. The partners agree on them together before the work begins."),
    IpTerms.TRANSFERRED: _(
        "The rights pass to the owner for compensation. A separate contract is made of it; answering transfers nothing."
    ),
    IpTerms.OPEN: _("The result is open to everybody: texts and pictures under CC BY 4.0, code under EUPL-1.2."),
}
DATA_WORDS: Mapping[str, Promise] = {
    DataTerms.OPEN: _("The data is open: you may use it freely when you name the source (CC BY 4.0)."),
    DataTerms.THIS_CHALLENGE: _("The data is for solving this challenge only. Delete it when the work has ended."),
    DataTerms.AGREEMENT: _("The use of the data is agreed on separately before it is handed over."),
    DataTerms.NONE: _("No data is handed over for this challenge."),
}


def words_of_terms(challenge: Any) -> list[Promise]:
    """What the public page says of them; empty where they have not been chosen yet."""
    return [
        words[key]
        for words, key in ((IP_WORDS, challenge.ip_terms), (DATA_WORDS, challenge.data_terms))
        if key in words
    ]


def digest(terms: str) -> str:
    """Of the terms of a confidential part, as somebody accepted them: SHA-256 of the text, as `TermsDigest` says it."""
    return hashlib.sha256(terms.encode()).hexdigest()


class TermsDigest(models.Func):
    """`digest`, of a column."""

    template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
    output_field = models.CharField()
