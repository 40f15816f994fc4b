from django.db import migrations

from challenges.searching import OPERATIONS


class Migration(migrations.Migration):
    dependencies = [("challenges", "0006_wrapped_user")]
    operations = OPERATIONS
