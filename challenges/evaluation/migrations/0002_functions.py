from django.db import migrations

from challenges.evaluation.functions import EARLY, OPERATIONS


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("challenges", "0001_initial"),
        ("evaluation", "0001_initial"),
        ("isolation", "0001_schema_and_privileges"),
        ("matching", "0001_initial"),
        ("projects", "0001_initial"),
        ("proposals", "0002_functions"),
        ("tenancy", "0001_initial"),
    ]
    operations = [
        *EARLY,
        *OPERATIONS,
    ]
