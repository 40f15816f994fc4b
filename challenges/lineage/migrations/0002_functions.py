from django.db import migrations

from challenges.lineage.functions import HOLDS, LEADS, LOCKS, PARTS, UNDONE_ONLY


class Migration(migrations.Migration):
    dependencies = [
        ("challenges", "0001_initial"),
        ("isolation", "0004_keys_are_backed_up"),
        ("lineage", "0001_initial"),
    ]
    operations = [
        *LOCKS,
        HOLDS,
        UNDONE_ONLY,
        PARTS,
        LEADS,
    ]
