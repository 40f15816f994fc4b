from django.db import migrations

from mint.tenancy import admitting, answering, functions, guarding


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("isolation", "0001_schema_and_privileges"),
        ("tenancy", "0001_initial"),
    ]
    operations = [
        *functions.OPERATIONS,
        *guarding.OPERATIONS,
        *admitting.OPERATIONS,
        *answering.OPERATIONS,
    ]
