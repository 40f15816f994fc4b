from django.db import migrations

from challenges.searching import OPERATIONS


class Migration(migrations.Migration):
    dependencies = [("challenges", "0007_searching")]
    operations = OPERATIONS
