"""What is said of a round in the log: in three languages, for each reader."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from experiments.follow_up.models import Round
from experiments.follow_up.states import Answer


def line_of(row: Round, answer: str = "") -> dict[str, str]:
    """`3 months: In use more widely`, by language."""
    return {code: _line(row.months, answer, code) for code, _name in settings.LANGUAGES}


def _line(months: int, answer: str, code: str) -> str:
    with translation.override(code):
        when = _("%(count)s months") % {"count": months}
        return f"{when}, {str(Answer(answer).label).lower()}" if answer else when
