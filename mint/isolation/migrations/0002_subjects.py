from django.db import migrations

from mint.isolation.subjects import FUNCTION


class Migration(migrations.Migration):
    dependencies = [("isolation", "0001_schema_and_privileges")]

    operations = [FUNCTION]
