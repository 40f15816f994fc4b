"""Documents, word forms, and what people have saved to look for again."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from mint import clock
from mint.isolation.constraints import Isolated
from mint.isolation.rules import SYSTEM_ONLY, all_of, any_of, mine
from mint.places.models import Municipality
from mint.projects.models import Project
from mint.search.querysets import SavedSearchQuerySet
from mint.search.states import Rhythm
from mint.tenancy.models import Organisation

# Who holds a link of it, without signing in: a reader of the feed, or who is asked whether the mails should end.
LINK = "NULLIF(current_setting('mint.link', true), '')"
READ_BY_LINK, STOPPED_BY_LINK = f"{LINK} IN (feed_hash, stop_hash)", f"{LINK} = stop_hash"


class Document(models.Model):
    """What a row is found by. Written by the database with the row, its base forms by a job; see `mint.search.documents`."""

    created_at = models.DateTimeField(default=clock.now)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    municipality = models.ForeignKey(Municipality, models.SET_NULL, null=True, related_name="+")
    project = models.ForeignKey(Project, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=20, blank=True)
    themes = ArrayField(models.TextField(), default=list, blank=True)
    tags = ArrayField(models.TextField(), default=list, blank=True, help_text="Concepts that a person has confirmed.")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    title = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True, help_text="The part that all its readers may read.")
    body_for = models.CharField(max_length=20, help_text="Who may look for it by its body, and not only by its title.")
    shown_at = models.DateTimeField(help_text="Since when it is as it is: published, sent or made.")
    search = SearchVectorField(help_text="Its words as written, and once it was read their base forms and concepts.")
    read_as = models.CharField(max_length=64, blank=True, help_text="The vocabulary it was read with; empty: not yet.")

    class Meta:
        indexes = [
            GinIndex(fields=["search"], name="document_search"),
            models.Index(fields=["subject_type", "-shown_at", "-id"], name="document_newest"),
            models.Index(fields=["id"], condition=Q(read_as=""), name="document_unread"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["subject_type", "subject_id"], name="document_once"),
            Isolated(name="document_isolated", read=SYSTEM_ONLY),
        ]

    def __str__(self) -> str:
        return self.title


class Form(models.Model):
    """How a word of the dictionary is written in texts, and its base form. No names: what no dictionary has is not here."""

    created_at = models.DateTimeField(default=clock.now)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    form = models.CharField(max_length=60)
    lemma = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["lemma", "language"], name="form_of_lemma")]
        constraints = [models.UniqueConstraint(fields=["form", "language"], name="form_once")]

    def __str__(self) -> str:
        return self.form


class SavedSearch(models.Model):
    """A search that somebody wants to be told of: by mail, in a feed reader, or by coming back to it."""

    created_at = models.DateTimeField(default=clock.now)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=600, blank=True, help_text="As in the address of the page.")
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices, default=Rhythm.NEVER)
    told_until = models.DateTimeField(default=clock.now, help_text="What was there by then has been told.")
    told = ArrayField(models.CharField(max_length=90), default=list, blank=True, help_text="Told lately.")
    feed_hash = models.CharField(max_length=64, blank=True)
    stop_hash = models.CharField(max_length=64, blank=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["user", "-id"], name="saved_search_of"),
            models.Index(fields=["rhythm", "told_until"], name="saved_search_due", condition=~Q(rhythm="never")),
            models.Index(fields=["feed_hash"], name="saved_search_feed", condition=~Q(feed_hash="")),
            models.Index(fields=["stop_hash"], name="saved_search_stop", condition=~Q(stop_hash="")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="saved_search_named_once"),
            models.CheckConstraint(condition=Q(rhythm__in=Rhythm.values), name="saved_search_rhythm_known"),
            Isolated(
                name="saved_search_isolated",
                read=any_of(mine(), READ_BY_LINK),
                insert=mine(),
                update=any_of(mine(), STOPPED_BY_LINK),
                changed=any_of(mine(), all_of(STOPPED_BY_LINK, "rhythm = 'never'")),
                delete=mine(),
            ),
        ]

    def __str__(self) -> str:
        return self.name
