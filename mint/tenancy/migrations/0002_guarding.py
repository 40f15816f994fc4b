from django.db import migrations

from mint.tenancy.guarding import OPERATIONS


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_initial")]

    operations = OPERATIONS
