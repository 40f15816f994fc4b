from django.db import migrations

from mint.tenancy.lapsing import OPERATIONS


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("audit", "0002_functions"),
        ("isolation", "0001_schema_and_privileges"),
        ("tenancy", "0001_initial"),
        ("tenancy", "0002_functions"),
    ]
    operations = [
        *OPERATIONS,
    ]
