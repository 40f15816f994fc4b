from django.db import migrations

from challenges.tagging.guarding import OPERATIONS


class Migration(migrations.Migration):
    dependencies = [
        ("challenges", "0001_initial"),
        ("isolation", "0001_schema_and_privileges"),
        ("search", "0001_initial"),
        ("tagging", "0001_initial"),
    ]
    operations = [
        *OPERATIONS,
    ]
