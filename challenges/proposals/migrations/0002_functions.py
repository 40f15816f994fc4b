from django.db import migrations

from challenges.proposals.functions import ASSIGNED, OPERATIONS


class Migration(migrations.Migration):
    dependencies = [
        ("challenges", "0001_initial"),
        ("isolation", "0004_keys_are_backed_up"),
        ("proposals", "0001_initial"),
    ]
    operations = [
        *ASSIGNED,
        *OPERATIONS,
    ]
