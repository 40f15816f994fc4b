"""Who may write offers, and which side of a match somebody stands on."""

from django.core.exceptions import PermissionDenied

from mint.accounts.models import User
from mint.actor import Actor
from mint.matching.conflicts import has_conflict
from mint.matching.models import Match, Need, Offer
from mint.matching.states import Side, State

WRITING = ("owner", "editor", "teacher")


def can_offer(actor: Actor, organisation_id: int) -> bool:
    """Those who write in the organisation; a teacher or a researcher offers their own work."""
    return actor.has_role(organisation_id, *WRITING)


def can_edit(actor: Actor, offer: Offer) -> bool:
    return can_offer(actor, offer.organisation_id)


def side_of(actor: Actor, match: Match) -> Side | None:
    """The side this actor decides for, by the organisation they act for."""
    if actor.has_role(match.organisation_id, *WRITING):
        return Side.OWNER
    if actor.has_role(match.partner_id, *WRITING):
        return Side.PARTNER
    return None


def can_answer(actor: Actor, match: Match) -> bool:
    """The side that was asked: both of them as long as it is only a suggestion."""
    side = side_of(actor, match)
    return side is not None and side != match.interest_from


def has_asked(actor: Actor, match: Match) -> bool:
    return match.interest_from != "" and side_of(actor, match) == match.interest_from


def is_a_side(actor: Actor, match: Match) -> bool:
    return side_of(actor, match) is not None


def can_facilitate(actor: Actor, place: Match | Need) -> bool:
    """The municipality's coordinator and the project's curators help others' matches along."""
    return actor.coordinates(place.municipality_id) or actor.curates(place.project_id)


def can_conclude(actor: Actor, match: Match) -> bool:
    """Whose need it is says what was agreed, or who helped."""
    return side_of(actor, match) == Side.OWNER or can_facilitate(actor, match)


def can_decline(actor: Actor, match: Match) -> bool:
    """Whoever asked withdraws instead, until the other side has answered."""
    return can_answer(actor, match) if match.state == State.INTEREST else is_a_side(actor, match)


def can_withdraw(actor: Actor, match: Match) -> bool:
    return can_facilitate(actor, match) if match.state == State.SUGGESTED else has_asked(actor, match)


def can_discuss(actor: Actor, match: Match) -> bool:
    """A side or who helps. They also take back what they did: an undo itself looks whose move it was."""
    return is_a_side(actor, match) or can_facilitate(actor, match)


def can_invite(actor: Actor, need: Need) -> bool:
    """Invite for one's own need, or suggest to both for a need that one coordinates or curates."""
    return actor.has_role(need.organisation_id, *WRITING) or can_facilitate(actor, need)


def can_express(actor: Actor, need: Need) -> bool:
    """Another organisation's writers; not who evaluates the case."""
    own = actor.organisation_id or 0
    return can_offer(actor, own) and own != need.organisation_id and not has_conflict(actor, need)


def can_shape(actor: Actor, project_id: int | None) -> bool:
    """Set a project's weights and have its suggestions computed: its curators and its manager; the common ones: operators."""
    if project_id is None:
        return User.objects.filter(pk=actor.user_id or 0, is_staff=True, is_active=True).exists()
    return actor.curates(project_id) or actor.manages(project_id)


def require_shaping(actor: Actor, project_id: int | None) -> None:
    if not can_shape(actor, project_id):
        raise PermissionDenied


def can_oversee(actor: Actor) -> bool:
    """See what nobody answers: who coordinates, curates or manages."""
    return bool(actor.roles & {"coordinator", "curator", "project_manager"})


def can_judge(actor: Actor) -> bool:
    """See what became of the suggestions: those who help others' needs along."""
    return bool(actor.roles & {"coordinator", "curator"})
