"""For those who watch over many needs: what nobody answers, and how often the first five suggestions were good."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from mint import clock
from mint.actor import Actor
from mint.matching.models import Choice, Match, Need, Shown
from mint.matching.pages import ENOUGH_MATTER
from mint.matching.querysets import NeedQuerySet, ShownQuerySet
from mint.matching.states import AGREED, LIVE, Verdict
from mint.tenancy.context import Acting
from mint.vocabulary.themes import theme_labels

MONTHS = 12
MOST_COUNTED = 5_000


def needs_watched(actor: Actor, organisation: Acting) -> NeedQuerySet:
    """The open needs of one's municipality, of the projects one curates, or of those one manages: in this workspace."""
    rows = Need.objects.visible_to(actor).open()
    return rows.filter(_of_workspace(actor, organisation))


def _of_workspace(actor: Actor, organisation: Acting) -> Q:
    watched = Q(pk__in=[])
    if "coordinator" in organisation.roles and organisation.municipality_id:
        watched |= Q(municipality_id=organisation.municipality_id)
    if "curator" in organisation.roles:
        watched |= Q(project_id__in=actor.curated_ids)
    if "project_manager" in organisation.roles:
        watched |= Q(project_id__in=actor.managed_ids)
    return watched


def unanswered(rows: NeedQuerySet) -> NeedQuerySet:
    """No match alive, and no offer that answers enough of the matter itself. Where nothing is computed yet, not known."""
    matched = Match.objects.filter(need_id=OuterRef("pk"), state__in=LIVE)
    return rows.filter(~Exists(matched), shortlist__best_matter__lt=ENOUGH_MATTER)


@dataclass(frozen=True)
class Group:
    """Needs without an answer, of one municipality or theme, out of how many."""

    key: str
    name: str
    unanswered: int
    open: int


def by_place(rows: NeedQuerySet) -> list[Group]:
    alone = dict(_counted(unanswered(rows)))
    return [Group(slug or "", name or "", alone.get((slug, name), 0), count) for (slug, name), count in _counted(rows)]


def _counted(rows: NeedQuerySet) -> Iterable[tuple[tuple[str, str], int]]:
    name = "municipality__name_fi"
    found = rows.order_by("municipality__slug").values_list("municipality__slug", name).annotate(n=Count("pk"))
    return [((slug, name), n) for slug, name, n in found]


def by_theme(rows: NeedQuerySet) -> list[Group]:
    alone, every = (Counter(key for keys in _themes(part) for key in keys) for part in (unanswered(rows), rows))
    named = [Group(key, label, alone[key], every[key]) for key in every for label in theme_labels([key])]
    return sorted(named, key=lambda group: (-group.unanswered, group.name))


def _themes(rows: NeedQuerySet) -> Iterable[list[str]]:
    return rows.order_by("pk").values_list("themes", flat=True)[:MOST_COUNTED]


# --- precision at five ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Month:
    """Of the first five suggestions shown in a month: how many, and what became of them."""

    month: date
    shown: int
    invited: int
    agreed: int
    passed: int

    @property
    def precision(self) -> int:
        """In percent, rounded down: invited or agreed, of those shown."""
        return 100 * self.invited // self.shown if self.shown else 0


def shown_watched(actor: Actor, organisation: Acting) -> ShownQuerySet:
    """With what became of each: `is_chosen` (invited, or agreed on the partner's own initiative), `is_agreed`, `is_passed`."""
    rows = Shown.objects.visible_to(actor).filter(_of_workspace(actor, organisation))
    decided = Choice.objects.standing().filter(need_id=OuterRef("need_id"), partner_id=OuterRef("partner_id"))
    agreed = Match.objects.filter(need_id=OuterRef("need_id"), partner_id=OuterRef("partner_id"), state__in=AGREED)
    invited = Exists(decided.filter(verdict=Verdict.INVITED))
    return rows.annotate(
        is_chosen=invited | Exists(agreed),
        is_agreed=Exists(agreed),
        is_passed=Exists(decided.filter(verdict=Verdict.PASSED)),
    )


def months(rows: ShownQuerySet) -> list[Month]:
    """The last twelve with anything shown, the newest first."""
    since = _year_before(clock.today())
    counted = (
        rows.filter(month__gte=since).order_by("-month").values("month")
        .annotate(
            shown=Count("pk"),
            invited=Count("pk", filter=Q(is_chosen=True)),
            agreed=Count("pk", filter=Q(is_agreed=True)),
            passed=Count("pk", filter=Q(is_passed=True)),
        )
    )  # fmt: skip
    return [Month(**row) for row in counted]


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=1)


OUTCOMES = {"valittu": Q(is_chosen=True), "sovittu": Q(is_agreed=True), "ohitettu": Q(is_passed=True)}


def rows_of(rows: ShownQuerySet, month: date, outcome: str) -> ShownQuerySet:
    """What a figure of the report was counted from."""
    found = rows.filter(month=month)
    return found.filter(OUTCOMES[outcome]) if outcome in OUTCOMES else found
