from django.db import migrations

from reports.submissions.rules import OUTRUN_OPERATIONS


class Migration(migrations.Migration):
    """The figures of a report that was opened again to count stay, once a later one has been submitted."""

    dependencies = [("submissions", "0001_initial")]

    operations = OUTRUN_OPERATIONS
