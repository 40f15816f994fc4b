import django.db.models.deletion
from django.db import migrations, models

import mint.isolation.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("isolation", "0001_schema_and_privileges"),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "scheme",
                    models.CharField(
                        choices=[
                            ("theme", "Themes"),
                            ("dimension", "Dimensions"),
                            ("industry", "Industries"),
                            ("method", "Methods"),
                            ("topic", "Topics"),
                            ("yso", "General Finnish Ontology (YSO)"),
                        ],
                        max_length=20,
                        unique=True,
                    ),
                ),
                ("fingerprint", models.CharField(max_length=64)),
                ("concepts", models.PositiveIntegerField()),
                ("imported_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["scheme"],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Bridge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "source",
                    models.CharField(choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], max_length=2),
                ),
                (
                    "target",
                    models.CharField(choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], max_length=2),
                ),
                ("words", models.JSONField()),
            ],
            options={
                "ordering": ["source", "target"],
                "constraints": [models.UniqueConstraint(fields=("source", "target"), name="bridge_once")],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Concept",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "scheme",
                    models.CharField(
                        choices=[
                            ("theme", "Themes"),
                            ("dimension", "Dimensions"),
                            ("industry", "Industries"),
                            ("method", "Methods"),
                            ("topic", "Topics"),
                            ("yso", "General Finnish Ontology (YSO)"),
                        ],
                        max_length=20,
                    ),
                ),
                ("code", models.CharField(max_length=60)),
                ("uri", models.URLField(blank=True)),
                ("broader", models.ManyToManyField(blank=True, related_name="narrower", to="vocabulary.concept")),
            ],
            options={
                "ordering": ["scheme", "code"],
                "constraints": [
                    models.UniqueConstraint(fields=("scheme", "code"), name="concept_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("scheme__in", ["theme", "dimension", "industry", "method", "topic", "yso"])
                        ),
                        name="concept_of_known_scheme",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Label",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "language",
                    models.CharField(choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], max_length=2),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("preferred", "Name"), ("other", "Other name")], default="preferred", max_length=10
                    ),
                ),
                ("text", models.CharField(max_length=300)),
                ("lemmas", models.CharField(db_index=True, max_length=400)),
                (
                    "concept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="labels", to="vocabulary.concept"
                    ),
                ),
            ],
            options={
                "ordering": ["concept", "language", "kind", "text"],
                "constraints": [
                    models.UniqueConstraint(fields=("concept", "language", "text"), name="label_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "preferred")),
                        fields=("concept", "language"),
                        name="one_preferred_label",
                    ),
                ],
            },
        ),
    ]
