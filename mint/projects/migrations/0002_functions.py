from django.db import migrations

from mint.projects.functions import OPERATIONS
from mint.tenancy import below


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("audit", "0001_initial"),
        ("isolation", "0001_schema_and_privileges"),
        ("outbox", "0001_initial"),
        ("projects", "0001_initial"),
        ("tenancy", "0002_functions"),
    ]
    operations = [
        *OPERATIONS,
        *below.OPERATIONS,
    ]
