"""A dump locks every table that it holds; the keys are one-way hashes, and without them nobody is believed."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("isolation", "0003_signed_context")]
    operations = [migrations.RunSQL("GRANT SELECT ON mint.context_key TO mint_backup", migrations.RunSQL.noop)]
