"""Texts that a reasoned answer begins with: three built in, and each organisation's own."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from challenges.curation.querysets import ReplyQuerySet
from challenges.curation.states import Occasion
from mint import clock
from mint.isolation.constraints import Isolated
from mint.isolation.rules import any_of, seen_by, written_by
from mint.tenancy.models import Organisation

CODES = tuple(code for code, _name in settings.LANGUAGES)


def _whole(code: str) -> Q:
    """Both its name and its text are there in this language."""
    return ~Q(**{f"name_{code}": ""}) & ~Q(**{f"text_{code}": ""})


def _none(code: str) -> Q:
    return Q(**{f"name_{code}": "", f"text_{code}": ""})


class ReplyText(models.Model):
    """Configuration: a name and a text in each language, or in those that its organisation writes.

    Rows of no organisation are built in, and nobody changes them. `{title}` and `{deadline}` in a text are filled in.
    """

    created_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="reply_texts")
    key = models.SlugField(max_length=40, blank=True, help_text="Of a built-in text.")
    occasion = models.CharField(max_length=20, choices=Occasion.choices)
    name_fi = models.CharField(max_length=80, blank=True)
    name_sv = models.CharField(max_length=80, blank=True)
    name_en = models.CharField(max_length=80, blank=True)
    text_fi = models.TextField(max_length=1500, blank=True)
    text_sv = models.TextField(max_length=1500, blank=True)
    text_en = models.TextField(max_length=1500, blank=True)
    form_key = models.UUIDField(null=True, help_text="Of the form it was written in: a double click makes one.")

    objects = ReplyQuerySet.as_manager()

    class Meta:
        ordering = ["occasion", "organisation_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "form_key"], name="reply_once_per_form"),
            models.UniqueConstraint(fields=["key"], condition=Q(organisation=None), name="reply_built_in_once"),
            models.CheckConstraint(condition=Q(occasion__in=Occasion.values), name="reply_occasion_known"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, key="") | (Q(organisation=None) & ~Q(key="")),
                name="reply_built_in_or_own",
            ),
            *(
                models.CheckConstraint(condition=_whole(code) | _none(code), name=f"reply_whole_in_{code}")
                for code in CODES
            ),
            models.CheckConstraint(condition=_whole("fi") | _whole("sv") | _whole("en"), name="reply_in_some_language"),
            Isolated(
                name="reply_isolated",
                read=any_of("organisation_id IS NULL AND (SELECT mint.my_user()) IS NOT NULL", seen_by()),
                insert=written_by(),
                update=written_by(),
                delete=written_by(),
            ),
        ]

    def __str__(self) -> str:
        return self.named_in(get_language() or "fi")

    @property
    def is_built_in(self) -> bool:
        return self.organisation_id is None

    @property
    def languages(self) -> list[str]:
        return [code for code in CODES if getattr(self, f"text_{code}")]

    @property
    def texts(self) -> list[tuple[str, str]]:
        """(language, text) of those that it has; the reader's own alone where that is among them."""
        own = (get_language() or "fi")[:2]
        shown = [own] if own in self.languages else self.languages
        return [(code, str(getattr(self, f"text_{code}"))) for code in shown]

    def named_in(self, language: str) -> str:
        return self._in(language, "name")

    def text_in(self, language: str) -> str:
        """In this language, or in the first that it has."""
        return self._in(language, "text")

    def _in(self, language: str, part: str) -> str:
        code = language[:2] if language[:2] in self.languages else self.languages[0]
        return str(getattr(self, f"{part}_{code}"))
