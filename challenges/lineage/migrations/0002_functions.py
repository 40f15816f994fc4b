from django.db import migrations

from challenges.lineage.functions import HOLDS, LEADS, LOCKS, PARTS, UNDONE_ONLY


class Migration(migrations.Migration):
    dependencies = [
        ("challenges", "0001_initial"),
        ("isolation", "0001_schema_and_privileges"),
        ("lineage", "0001_initial"),
    ]
    operations = [
        *LOCKS,
        HOLDS,
        UNDONE_ONLY,
        PARTS,
        LEADS,
    ]
