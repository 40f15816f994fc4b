from django.db import migrations

from challenges.behalf.guarding import STAYS


class Migration(migrations.Migration):
    dependencies = [
        ("behalf", "0001_initial"),
        ("isolation", "0001_schema_and_privileges"),
    ]
    operations = [
        STAYS,
    ]
