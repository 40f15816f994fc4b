from django.db import migrations

from reports.open_data.functions import OPERATIONS


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("isolation", "0001_schema_and_privileges"),
        ("projects", "0001_initial"),
        ("reports", "0003_policies"),
    ]
    operations = [*OPERATIONS]
