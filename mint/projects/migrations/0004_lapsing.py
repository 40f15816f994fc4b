from django.db import migrations

from mint.projects.functions import OPERATIONS


class Migration(migrations.Migration):
    """The functions ask which memberships open something now."""

    dependencies = [("projects", "0003_wrapped_user"), ("tenancy", "0006_lapsing")]

    operations = OPERATIONS
