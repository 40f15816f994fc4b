from django.db import migrations

from mint.tenancy.answering import OPERATIONS


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0003_joining")]

    operations = OPERATIONS
