from django.db import migrations

from placements.holding import OPERATIONS


class Migration(migrations.Migration):
    dependencies = [("placements", "0001_initial"), ("projects", "0001_initial")]

    operations = OPERATIONS
