"""Who reads which comments: by audience, and only of what one sees."""

from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from mint.actor import Actor
from mint.discussion import subjects
from mint.discussion.states import Audience
from mint.discussion.subjects import Subject

if TYPE_CHECKING:
    from mint.discussion.models import Comment, Following  # named in quotes below


def comments() -> "CommentQuerySet":
    """All of them, for the rules of the rows that hang on a comment."""
    from mint.discussion.models import Comment

    return CommentQuerySet(Comment)


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, actor: Actor) -> Self:
        """The rule of the table in policies, said to the ORM: see `Comment.Meta.constraints`."""
        if actor.is_system:
            return self.all()
        seen = Q(pk__in=[])
        for subject in subjects.registered():
            there = Q(Exists(subject.rows(actor).filter(pk=OuterRef("subject_id"))))
            seen |= Q(subject_type=subject.label) & _audience_of(actor, subject) & there
        return self.filter(seen)

    def visible_about(self, obj: models.Model, actor: Actor) -> Self:
        """The same of one subject, by its kind's rule alone: a page that shows it need not build the others' rules."""
        if actor.is_system:
            return self.about(obj)
        subject = subjects.of(obj)
        there = Exists(subject.rows(actor).filter(pk=obj.pk))
        return self.about(obj).filter(Q(there) & _audience_of(actor, subject))

    def about(self, obj: models.Model) -> Self:
        return self.filter(subject_type=obj._meta.label_lower, subject_id=obj.pk)

    def with_people(self) -> Self:
        """Who wrote it, for whom, and who is mentioned, in the same statement; mentions are as readable as it is."""
        from mint.discussion.models import Mention

        named = Mention.objects.filter(comment=OuterRef("pk")).values("user__name")
        return self.annotate(who=F("author__name"), behalf=F("acting_for__name"), mentioned=ArraySubquery(named))


def _audience_of(actor: Actor, subject: Subject) -> Q:
    """The audiences that the actor belongs to, of each row."""
    rule = Q(audience=Audience.EVERYONE)
    if actor.user_id is None:
        return rule
    places = Q(municipality_id__in=actor.municipality_ids)
    rule |= Q(audience__in=[Audience.TEAM, Audience.PARTIES]) & (Q(organisation_id__in=actor.organisation_ids) | places)
    joined = Q(Exists(subject.joined(actor.organisation_ids, OuterRef("subject_id"))))
    rule |= Q(audience=Audience.PARTIES) & (Q(project_id__in=actor.curated_ids) | joined)
    evaluates = places
    if subject.opened is not None:
        evaluates |= Q(Exists(subject.opened(actor.user_id, OuterRef("subject_id"))))
    return rule | Q(audience=Audience.EVALUATORS) & evaluates


class ChildQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """As the comment."""
        return self.all() if actor.is_system else self.filter(comment__in=comments().visible_to(actor))


class FollowingQuerySet(models.QuerySet["Following"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own."""
        return self.all() if actor.is_system else self.filter(user_id=actor.user_id or 0)

    def about(self, obj: models.Model) -> Self:
        return self.filter(subject_type=obj._meta.label_lower, subject_id=obj.pk)
