"""Comments on the company's challenges."""

from typing import Any

from challenges.models import Challenge
from mint.discussion.models import Comment
from tests.world import World


def discussion(world: World) -> dict[str, dict[str, Any]]:
    """On the challenge in review and the open one: by the editor to the parties or everyone, by the evaluator to theirs."""
    found = {row.state: row for row in Challenge.objects.filter(organisation=world.company).order_by("-pk")}

    def said(state: str, audience: str, who: str, acting_for: Any) -> dict[str, Any]:
        row = found[state]
        comment = Comment.objects.create(
            subject_type="challenges.challenge", subject_id=row.pk, organisation=world.company,
            municipality=row.municipality, project=row.project, author=world.people[who], acting_for=acting_for,
            audience=audience, text="Sana",
        )  # fmt: skip
        return {"pk": comment.pk}

    to_parties = said("in_review", "parties", "editor", world.company)
    to_everyone = said("open", "everyone", "editor", world.company)
    to_evaluators = said("in_review", "evaluators", "evaluator", None)
    return {
        "discussion": {"word": "haasteet", "pk": found["in_review"].pk},
        "discussion@open": {"word": "haasteet", "pk": found["open"].pk},
        **dict.fromkeys(("discussion:go", "discussion:history"), to_parties),
        **dict.fromkeys(("discussion:go@open", "discussion:history@open"), to_everyone),
        **dict.fromkeys(("discussion:edit_in", "discussion:narrow_in", "discussion:remove_in"), to_parties),
        **dict.fromkeys(("discussion:edit", "discussion:narrow", "discussion:remove"), to_evaluators),
    }
