from django.db import migrations, models

import mint.isolation.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("isolation", "0001_schema_and_privileges"),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="Industry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_fi", models.CharField(max_length=200)),
                ("name_sv", models.CharField(max_length=200)),
                ("name_en", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("classification", models.CharField(help_text="For example TOL2025.", max_length=20)),
                ("code", models.CharField(max_length=2)),
            ],
            options={
                "verbose_name": "industry",
                "verbose_name_plural": "industries",
                "ordering": ["classification", "code"],
                "constraints": [models.UniqueConstraint(fields=("classification", "code"), name="industry_code_once")],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Municipality",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_fi", models.CharField(max_length=200)),
                ("name_sv", models.CharField(max_length=200)),
                ("name_en", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "code",
                    models.CharField(help_text="Official municipality code, three digits.", max_length=3, unique=True),
                ),
                ("slug", models.SlugField(unique=True)),
                ("region_code", models.CharField(max_length=2)),
                ("population", models.PositiveIntegerField(blank=True, null=True)),
                ("population_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("tile_column", models.PositiveSmallIntegerField(help_text="Place on the tile map, from the left.")),
                ("tile_row", models.PositiveSmallIntegerField(help_text="Place on the tile map, from the top.")),
                ("neighbours", models.ManyToManyField(blank=True, to="places.municipality")),
            ],
            options={
                "verbose_name": "municipality",
                "verbose_name_plural": "municipalities",
                "ordering": ["name_fi"],
            },
        ),
    ]
