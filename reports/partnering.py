"""What a project's partners see of its reports: who they are, and from when on (leaf but for the tables of projects)."""

from django.db.models import Q

from mint.actor import Actor
from mint.isolation.functions import definer
from mint.isolation.rules import any_of, overseen, seen_by
from mint.projects.models import Partner
from reports.states import State

# who answers for a partner: a report is read by them, once it has been built
APPROVERS = ("coordinator", "curator", "owner", "project_manager")
SHOWN = tuple(state for state in State if state != State.COLLECTING)


def approving(actor: Actor) -> list[int]:
    """The organisations for which one answers."""
    return [pk for pk, roles in actor.memberships.items() if roles & set(APPROVERS)]


def of_partners(actor: Actor, path: str = "") -> Q:
    """Built reports of the projects that one's organisations take part in; what the database says by `partnered`."""
    projects = Partner.objects.filter(organisation_id__in=approving(actor)).values("project_id")
    return Q(**{f"{path}state__in": SHOWN, f"{path}project_id__in": projects})


def partnered(column: str = "project_id") -> str:
    return f"{column} = ANY((SELECT mint.my_partnered())::bigint[])"


def answered_for(column: str = "organisation_id") -> str:
    """I answer for the organisation."""
    return f"{column} = ANY((SELECT mint.my_approving())::bigint[])"


# whose the report is: they see its records one by one, the partners do not
INSIDE = any_of(seen_by("parent.organisation_id"), overseen("parent.project_id"))
_MINE = (
    "mint.membership m WHERE m.user_id = (SELECT mint.my_user()) "
    f"AND m.roles::text[] && '{{{','.join(APPROVERS)}}}'::text[]"
)
OPERATIONS = [
    definer("my_approving()", "bigint[]", f"SELECT COALESCE(array_agg(m.organisation_id), '{{}}') FROM {_MINE}"),  # noqa: S608  # our own words
    definer(
        "my_partnered()",
        "bigint[]",
        "SELECT COALESCE(array_agg(DISTINCT p.project_id), '{}') FROM public.projects_partner p "  # noqa: S608
        f"WHERE p.organisation_id IN (SELECT m.organisation_id FROM {_MINE})",
    ),
]
