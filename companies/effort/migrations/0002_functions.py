from django.db import migrations

from companies.effort.functions import OPERATIONS


class Migration(migrations.Migration):
    dependencies = [
        ("effort", "0001_initial"),
        ("isolation", "0004_keys_are_backed_up"),
    ]
    operations = [
        *OPERATIONS,
    ]
