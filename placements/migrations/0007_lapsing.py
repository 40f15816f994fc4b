from django.db import migrations

from placements.functions import OPERATIONS


class Migration(migrations.Migration):
    """The functions ask which memberships open something now."""

    dependencies = [("placements", "0006_quarantine"), ("tenancy", "0006_lapsing")]

    operations = OPERATIONS
