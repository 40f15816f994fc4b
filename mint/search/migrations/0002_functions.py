from django.db import migrations

from mint.search.documents import TRIGGER
from mint.search.functions import ALIKE_OPERATIONS, OPERATIONS


class Migration(migrations.Migration):
    dependencies = [
        ("isolation", "0001_schema_and_privileges"),
        ("search", "0001_initial"),
    ]
    operations = [
        # documents are written by the database, which names no column that it does not know
        migrations.RunSQL("ALTER TABLE search_document ALTER COLUMN tags SET DEFAULT '{}'", migrations.RunSQL.noop),
        *OPERATIONS,
        *ALIKE_OPERATIONS,
        TRIGGER,
    ]
