"""The fixed questions of the ethics checklist. Every one is answered before a plan goes to review."""

from django.utils.translation import gettext_lazy as _

QUESTIONS = {
    "law": _("The experiment stays within the law as it is; nothing is done that would need an exemption."),
    "harm": _("Harm to people, animals and nature has been considered and is avoided."),
    "fair": _("Participants are chosen fairly, and nobody loses a service by not taking part."),
    "informed": _("Participants are told what is tried, and may stop at any time."),
    "permits": _("Permits, insurance and safety have been checked."),
}
ANSWERS = (("yes", _("Yes")), ("no", _("No, and the plan says how this is handled")), ("na", _("Does not concern us")))


def answered(answers: dict[str, str]) -> bool:
    """Every question has one of the answers."""
    known = {key for key, _label in ANSWERS}
    return all(answers.get(key) in known for key in QUESTIONS)


def rows(answers: dict[str, str]) -> list[tuple[str, str]]:
    """Each question with its answer in words, for those who read the plan."""
    words = dict(ANSWERS)
    return [(str(text), str(words.get(answers.get(key, ""), "–"))) for key, text in QUESTIONS.items()]
