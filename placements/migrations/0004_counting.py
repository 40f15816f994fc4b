from django.db import migrations

from placements.counting import OPERATIONS


class Migration(migrations.Migration):
    dependencies = [("placements", "0003_write_rules")]

    operations = OPERATIONS
