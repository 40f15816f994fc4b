from django.db import migrations

from challenges.proposals.functions import ASSIGNED, OPERATIONS


class Migration(migrations.Migration):
    dependencies = [
        ("challenges", "0001_initial"),
        ("isolation", "0001_schema_and_privileges"),
        ("proposals", "0001_initial"),
    ]
    operations = [
        *ASSIGNED,
        *OPERATIONS,
    ]
