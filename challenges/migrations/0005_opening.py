from django.db import migrations

from challenges.opening import OPERATIONS


class Migration(migrations.Migration):
    dependencies = [("challenges", "0004_write_rules")]

    operations = OPERATIONS
