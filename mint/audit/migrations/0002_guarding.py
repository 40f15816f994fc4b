from django.db import migrations

from mint.audit.guarding import OPERATIONS


class Migration(migrations.Migration):
    # projects creates the policy that is made narrower here
    dependencies = [("audit", "0001_initial"), ("isolation", "0002_subjects"), ("projects", "0001_initial")]

    operations = OPERATIONS
