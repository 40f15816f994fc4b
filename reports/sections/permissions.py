"""Who may what with a section: the manager of the report gives it, whoever was given it writes it."""

from mint.actor import WRITERS, Actor
from reports.sections.models import Section


def can_give(actor: Actor, section: Section) -> bool:
    """The manager of the lead, acting for it."""
    return actor.manages(section.project_id) and actor.has_role(section.organisation_id, "project_manager")


def is_given(actor: Actor, section: Section) -> bool:
    """Acting for the organisation that was given it; where it was given to a person, that person only."""
    if section.writer_id is None or not actor.has_role(section.writer_id, *WRITERS):
        return False
    return section.person_id in (None, actor.user_id)


def can_write(actor: Actor, section: Section) -> bool:
    return can_give(actor, section) or is_given(actor, section)


def can_read(actor: Actor, section: Section) -> bool:
    """Who manages the report, the curators of its project, and members of the organisation that writes it."""
    if can_give(actor, section) or actor.curates(section.project_id):
        return True
    return section.writer_id is not None and actor.has_role(section.writer_id, *WRITERS, "viewer")
