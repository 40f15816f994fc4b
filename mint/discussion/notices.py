"""Who hears of a comment: those it mentions, at once; those who follow, at most once an hour with all that is new.

The jobs run as mint_system and ask for each person whether they may read it. No message carries a comment's text or its
writer's name: what has been sent cannot be taken out again.
"""

from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.db.models import Count, Max, Min

from mint import clock
from mint.actor import Actor
from mint.discussion import subjects
from mint.discussion.models import Comment, Following, Mention
from mint.discussion.states import Mode
from mint.isolation import context
from mint.notifications import notify
from mint.outbox.queue import enqueue
from mint.tenancy.context import load

AT_MOST_EVERY = timedelta(hours=1)


def written(comment: Comment) -> None:
    enqueue("discussion.tell", comment_id=comment.pk)


@transaction.atomic
def tell(*, comment_id: int) -> None:
    """Of a new comment. A second run tells nobody twice."""
    comment = Comment.objects.filter(pk=comment_id, removed_at=None).first()
    obj = _subject_of(comment) if comment else None
    if comment is None or obj is None:
        return
    mentioned = _mention(comment, obj)
    _let_author_follow(comment, obj)
    quiet = Following.objects.about(obj).filter(mode=Mode.ALL, waiting_since=None)
    for following in quiet.exclude(user_id__in=[comment.author_id or 0, *mentioned]):
        _schedule(following)


def _subject_of(row: Any) -> Any:
    model = subjects.of_label(row.subject_type).model
    return model._default_manager.filter(pk=row.subject_id).first()


def _mention(comment: Comment, obj: Any) -> list[int]:
    """Whom it names, if they may read it and want to hear; returns whom."""
    muted = Following.objects.about(obj).filter(mode=Mode.NOTHING).values("user_id")
    named = Mention.objects.filter(comment=comment).exclude(user_id__in=muted).values_list("user_id", flat=True)
    readers = [pk for pk in named if Comment.objects.visible_to(actor_of(pk)).filter(pk=comment.pk).exists()]
    _deliver(f"mention:{comment.pk}", "comment_mention", readers, comment.get_absolute_url(), {"title": str(obj)})
    return readers


def _let_author_follow(comment: Comment, obj: Any) -> None:
    """Whoever wrote the subject follows its discussion until they say otherwise."""
    if obj.author_id:
        about = {"subject_type": comment.subject_type, "subject_id": comment.subject_id, "user_id": obj.author_id}
        Following.objects.get_or_create(**about, defaults={"told_of_id": comment.pk - 1})


def _schedule(following: Following) -> None:
    now = clock.now()
    following.waiting_since = now
    following.save(update_fields=["waiting_since"])
    after = max(now, following.told_at + AT_MOST_EVERY) if following.told_at else now
    enqueue("discussion.gather", not_before=after, following_id=following.pk)


@transaction.atomic
def gather(*, following_id: int) -> None:
    """One message to one follower, of all that is new to them and may be read by them."""
    following = Following.objects.select_for_update().filter(pk=following_id, waiting_since__isnull=False).first()
    obj = _subject_of(following) if following else None
    if following is None or obj is None:
        return
    rows = Comment.objects.visible_to(actor_of(following.user_id)).about(obj)
    rows = rows.filter(pk__gt=following.told_of_id, removed_at=None).exclude(author_id=following.user_id)
    fresh = rows.exclude(mentions__user=following.user_id).aggregate(n=Count("pk"), first=Min("pk"), last=Max("pk"))
    following.waiting_since = None
    if fresh["n"] and following.mode == Mode.ALL:
        following.told_at, following.told_of_id = clock.now(), fresh["last"]
        path = Comment(pk=fresh["first"]).get_absolute_url()
        told = {"title": str(obj), "count": fresh["n"]}
        _deliver(f"new:{following.pk}:{fresh['last']}", "comment_new", [following.user_id], path, told)
    following.save(update_fields=["waiting_since", "told_at", "told_of_id"])


def actor_of(user_id: int) -> Actor:
    """Who the person is today, by their memberships."""
    with context.acting(user_id):
        return load(user_id)[0]


def _deliver(source: str, kind: str, people: list[int], path: str, values: dict[str, Any]) -> None:
    if people:
        key = str(uuid5(NAMESPACE_URL, f"mint:discussion:{source}"))
        notify.deliver(source=key, kind=kind, to={"users": people}, path=path, context=values, but=None)
