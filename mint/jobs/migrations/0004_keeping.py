from django.db import migrations

from mint.jobs.keeping import JOB_AS_ASKED


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0003_parts"),
    ]

    operations = [JOB_AS_ASKED]
