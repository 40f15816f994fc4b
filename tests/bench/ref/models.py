from django.db import models


class Card(models.Model):
    """A row of bench_ref, which `tests.bench.loading` makes."""

    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=200)
    state = models.CharField(max_length=20)
    created_at = models.DateTimeField()
    closes_at = models.DateTimeField()

    objects: models.Manager["Card"] = models.Manager()

    class Meta:
        app_label = "ref"
        db_table = "bench_ref"
        managed = False

    def __str__(self) -> str:
        return self.title
