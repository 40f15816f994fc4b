"""Reference data: municipalities and industries. Nobody's own, so no row security."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Named(models.Model):
    """A row of configuration, named in the three languages."""

    name_fi = models.CharField(max_length=200)
    name_sv = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return str(getattr(self, f"name_{(get_language() or 'fi')[:2]}", self.name_fi))


class Municipality(Named):
    created_at = models.DateTimeField(auto_now_add=True)
    code = models.CharField(max_length=3, unique=True, help_text="Official municipality code, three digits.")
    slug = models.SlugField(unique=True)
    region_code = models.CharField(max_length=2)
    population = models.PositiveIntegerField(null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(null=True, blank=True)
    tile_column = models.PositiveSmallIntegerField(help_text="Place on the tile map, from the left.")
    tile_row = models.PositiveSmallIntegerField(help_text="Place on the tile map, from the top.")
    neighbours = models.ManyToManyField("self", blank=True)

    class Meta:
        ordering = ["name_fi"]
        verbose_name, verbose_name_plural = _("municipality"), _("municipalities")


class Industry(Named):
    """A section of an industry classification; letters shift between editions, so the two belong together."""

    created_at = models.DateTimeField(auto_now_add=True)
    classification = models.CharField(max_length=20, help_text="For example TOL2025.")
    code = models.CharField(max_length=2)

    class Meta:
        ordering = ["classification", "code"]
        verbose_name, verbose_name_plural = _("industry"), _("industries")
        constraints = [models.UniqueConstraint(fields=["classification", "code"], name="industry_code_once")]
