from django.db import migrations

from mint.discussion.functions import GUARDS, OPERATIONS


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("discussion", "0001_initial"),
        ("isolation", "0004_keys_are_backed_up"),
        ("tenancy", "0001_initial"),
    ]
    operations = [
        *OPERATIONS,
        *GUARDS,
    ]
