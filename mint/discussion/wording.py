"""Who will read a comment, in a plain sentence that its writer sees before writing."""

from typing import Any

from django.utils.translation import gettext as _

from mint.discussion.states import Audience


def readers_of(audience: str, obj: Any) -> str:
    if obj.municipality is None:
        return _of_no_place(audience, obj)
    names = {"owner": obj.organisation.name, "place": obj.municipality.name}
    return {
        Audience.TEAM: _("Read by the members of %(owner)s and the coordinator of %(place)s. Nobody else.") % names,
        Audience.EVALUATORS: _("Read by those who evaluate this and the coordinator of %(place)s. Nobody else.")
        % names,
        Audience.PARTIES: _(
            "Read by the members of %(owner)s, the coordinator of %(place)s, the project's curators and the partners "
            "who have exchanged contacts or take part."
        )
        % names,
        Audience.EVERYONE: _("Read by everybody: your name, your organisation and the comment are public."),
    }[Audience(audience)]


def _of_no_place(audience: str, obj: Any) -> str:
    """Of what belongs to no municipality: there is no coordinator to read it."""
    names = {"owner": obj.organisation.name}
    return {
        Audience.TEAM: _("Read by the members of %(owner)s. Nobody else.") % names,
        Audience.PARTIES: _("Read by the members of %(owner)s, the project's curators and those who take part.")
        % names,
    }[Audience(audience)]
