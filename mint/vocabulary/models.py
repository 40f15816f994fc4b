"""Concepts with their names in three languages. Reference data: nobody's own, so no row security."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language

from mint.vocabulary.schemes import Kind, Scheme


class Concept(models.Model):
    """One thing that can be meant, whatever it is called; `code` is a theme's or dimension's key, or YSO's p-number."""

    created_at = models.DateTimeField(auto_now_add=True)
    scheme = models.CharField(max_length=20, choices=Scheme.choices)
    code = models.CharField(max_length=60)
    uri = models.URLField(max_length=200, blank=True)
    broader = models.ManyToManyField("self", symmetrical=False, related_name="narrower", blank=True)

    class Meta:
        ordering = ["scheme", "code"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="concept_once"),
            models.CheckConstraint(condition=models.Q(scheme__in=Scheme.values), name="concept_of_known_scheme"),
        ]

    def __str__(self) -> str:
        """Its name in the reader's language: one query, so lists ask for labels themselves."""
        names = {label.language: label.text for label in self.labels.all() if label.kind == Kind.PREFERRED}
        return names.get((get_language() or "fi")[:2]) or names.get("fi") or self.key

    @property
    def key(self) -> str:
        return f"{self.scheme}:{self.code}"


class Label(models.Model):
    """A name of a concept in one language. `lemmas` is what texts are compared with: base forms, joined by spaces."""

    created_at = models.DateTimeField(auto_now_add=True)
    concept = models.ForeignKey(Concept, models.CASCADE, related_name="labels")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PREFERRED)
    text = models.CharField(max_length=300)
    lemmas = models.CharField(max_length=400, db_index=True)

    class Meta:
        ordering = ["concept", "language", "kind", "text"]
        constraints = [
            models.UniqueConstraint(fields=["concept", "language", "text"], name="label_once"),
            models.UniqueConstraint(
                fields=["concept", "language"],
                condition=models.Q(kind=Kind.PREFERRED),
                name="one_preferred_label",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Edition(models.Model):
    """What of a scheme is here: another `fingerprint` means that texts have to be read again."""

    created_at = models.DateTimeField(auto_now_add=True)
    scheme = models.CharField(max_length=20, choices=Scheme.choices, unique=True)
    fingerprint = models.CharField(max_length=64)
    concepts = models.PositiveIntegerField()
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ["scheme"]

    def __str__(self) -> str:
        return f"{self.scheme} {self.fingerprint[:8]}"


class Bridge(models.Model):
    """Words of one language and what they are called in another, learned from the labels: {word: {word: share}}."""

    created_at = models.DateTimeField(auto_now_add=True)
    source = models.CharField(max_length=2, choices=settings.LANGUAGES)
    target = models.CharField(max_length=2, choices=settings.LANGUAGES)
    words = models.JSONField()

    class Meta:
        ordering = ["source", "target"]
        constraints = [models.UniqueConstraint(fields=["source", "target"], name="bridge_once")]

    def __str__(self) -> str:
        return f"{self.source} > {self.target}"
