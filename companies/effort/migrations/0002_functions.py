from django.db import migrations

from companies.effort.functions import OPERATIONS


class Migration(migrations.Migration):
    dependencies = [
        ("effort", "0001_initial"),
        ("isolation", "0001_schema_and_privileges"),
    ]
    operations = [
        *OPERATIONS,
    ]
