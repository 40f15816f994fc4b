"""What happened in a match, by side: persons are each side's own matter until contacts are shown."""

from typing import Any

from django.utils.translation import gettext as _

from mint.audit.models import Entry
from mint.matching.models import Match
from mint.matching.undoing import UNDOS


def events(match: Match, entries: list[Entry]) -> list[dict[str, Any]]:
    """For components/timeline.html, newest first."""
    known = verbs()
    names = {match.organisation_id: match.organisation.name, match.partner_id: match.partner.name}
    return [_event(entry, known, names) for entry in entries]


def _event(entry: Entry, known: dict[str, tuple[str, str, str]], names: dict[int, str]) -> dict[str, Any]:
    icon, tone, text = known.get(entry.verb, ("history", "", entry.verb))
    helper = _("The coordinator") if entry.actor_id else "MINT"
    who = names.get(entry.acting_for_id or 0, helper)
    return {"icon": icon, "tone": tone, "who": who, "text": text, "at": entry.created_at}


def verbs() -> dict[str, tuple[str, str, str]]:
    """(icon, tone, sentence) of each audit verb."""
    return {
        "match.suggested": ("sparkles", "", _("suggested the two to each other.")),
        "match.interested": ("hand", "", _("told of interest.")),
        "match.accepted": ("handshake", "ok", _("answered: both are interested.")),
        "match.discussed": ("message-square", "", _("marked that the two have talked.")),
        "match.agreed": ("file-check", "run", _("recorded the agreement.")),
        "match.realised": ("check", "ok", _("marked what was agreed as realised.")),
        "match.declined": ("x", "", _("declined.")),
        "match.withdrawn": ("undo-2", "", _("withdrew.")),
        **dict.fromkeys((move.verb for move in UNDOS), ("undo-2", "", _("undid the move."))),
        "match.lapsed": ("clock", "", _("ended the wait: nobody answered in 30 days.")),
    }
