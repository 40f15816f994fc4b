"""A score sheet: a row for each criterion of the challenge, with what has been written so far."""

from challenges.evaluation.models import Assignment, Score

SHORTEST_REASON = 10  # characters: "ok" is none


def sheet_of(assignment: Assignment) -> list[Score]:
    """In the criteria's order, also those that nobody has touched yet (unsaved). Two statements."""
    known = {score.criterion_id: score for score in Score.objects.filter(assignment=assignment)}
    sheet = []
    for criterion in assignment.challenge.criteria.order_by("position", "id"):
        score = known.get(criterion.pk) or Score(assignment=assignment, organisation_id=assignment.organisation_id)
        score.criterion = criterion
        sheet.append(score)
    return sheet


def is_complete(score: Score) -> bool:
    return score.points is not None and len(score.reason.strip()) >= SHORTEST_REASON
