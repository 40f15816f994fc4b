from django.db import migrations

from mint.discussion.functions import GUARDS, OPERATIONS


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("discussion", "0001_initial"),
        ("isolation", "0001_schema_and_privileges"),
        ("tenancy", "0001_initial"),
    ]
    operations = [
        *OPERATIONS,
        *GUARDS,
    ]
