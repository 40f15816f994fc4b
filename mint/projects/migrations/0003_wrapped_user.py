from django.db import migrations

from mint.projects.functions import OPERATIONS


class Migration(migrations.Migration):
    dependencies = [("projects", "0002_names"), ("isolation", "0003_signed_context")]
    operations = OPERATIONS
