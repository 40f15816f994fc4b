from django.db import migrations

from reports.open_data.functions import OPERATIONS


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("isolation", "0004_keys_are_backed_up"),
        ("projects", "0001_initial"),
        ("reports", "0003_policies"),
    ]
    operations = [*OPERATIONS]
