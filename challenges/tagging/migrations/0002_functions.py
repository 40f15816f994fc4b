from django.db import migrations

from challenges.tagging.guarding import OPERATIONS


class Migration(migrations.Migration):
    dependencies = [
        ("challenges", "0001_initial"),
        ("isolation", "0004_keys_are_backed_up"),
        ("search", "0001_initial"),
        ("tagging", "0001_initial"),
    ]
    operations = [
        *OPERATIONS,
    ]
