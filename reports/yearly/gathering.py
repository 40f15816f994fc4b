"""What a municipality did in a year, from its own records; as tables of texts in the reader's language."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from challenges.models import Challenge
from experiments.models import Experiment
from mint import clock
from mint.actor import Actor
from municipalities.models import AttractionFactor
from placements.models import Placement
from reports.documents.document import Table, shown, shown_date
from reports.yearly.models import YearReview

MOST = 500  # rows of a table


def tables(review: YearReview, actor: Actor) -> list[Table]:
    """In four queries, however much there is."""
    return [each(review, actor) for each in (_challenges, _experiments, _placements, _factors)]


def _went_on(review: YearReview, end: str) -> Q:
    """Begun by the year's last day, and not over before its first; `end` is the column that says when it was over."""
    first, last = date(review.year, 1, 1), date(review.year, 12, 31)
    over = Q(**{end: None}) | Q(**{f"{end}__gte": clock.at(first, 0)})
    return Q(started_at__lte=clock.end_of(last)) & over


def _challenges(review: YearReview, actor: Actor) -> Table:
    own = Challenge.objects.visible_to(actor).filter(organisation_id=review.organisation_id)
    found: QuerySet[Challenge] = (
        own.filter(published_at__year=review.year).defer("search").order_by("published_at", "id")
    )
    rows = [
        [each.title, shown_date(clock.day_of(each.published_at)), str(each.get_state_display())]
        for each in found[:MOST]
        if each.published_at
    ]
    return Table(_("Challenges published"), [_("Challenge"), _("Published"), _("State")], rows)


def _experiments(review: YearReview, actor: Actor) -> Table:
    own = Experiment.objects.visible_to(actor).filter(organisation_id=review.organisation_id)
    found = own.filter(_went_on(review, "finished_at")).order_by("started_at", "id")[:MOST]
    rows = [
        [each.title, shown_date(clock.day_of(each.started_at)), str(each.get_state_display()),
         str(each.get_decision_display()), each.learnings]
        for each in found
        if each.started_at
    ]  # fmt: skip
    heads = [_("Experiment"), _("Began"), _("State"), _("Decision"), _("Learnings")]
    return Table(_("Experiments that went on"), heads, rows)


def _placements(review: YearReview, actor: Actor) -> Table:
    own = Placement.objects.visible_to(actor).filter(organisation_id=review.organisation_id)
    found = own.filter(_went_on(review, "ended_at")).order_by("started_at", "id")[:MOST]
    rows = [
        [
            each.title,
            str(each.get_kind_display()),
            shown_date(clock.day_of(each.started_at)),
            str(each.get_state_display()),
        ]
        for each in found
        if each.started_at
    ]
    heads = [_("Place"), pgettext("placement", "Kind"), _("Began"), _("State")]
    return Table(_("Placements that went on"), heads, rows)


def _factors(review: YearReview, actor: Actor) -> Table:
    """As they are checked now: what they were in an earlier year nobody has kept."""
    own = AttractionFactor.objects.visible_to(actor).published().of_tenant(review.organisation_id)
    found = own.filter(published_at__lte=clock.end_of(date(review.year, 12, 31))).order_by("category", "id")[:MOST]
    rows = [
        [each.name, each.indicator, shown(each.value), shown(each.target), each.unit,
         shown_date(each.checked_on) if each.checked_on else ""]
        for each in found
    ]  # fmt: skip
    heads = [_("Attraction factor"), _("Indicator"), _("Value"), _("Target"), _("Unit"), _("Checked")]
    return Table(_("Attraction factors published"), heads, rows)
