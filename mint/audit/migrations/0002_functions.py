from django.db import migrations

from mint.audit.guarding import OPERATIONS


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_initial"),
        ("isolation", "0001_schema_and_privileges"),
        ("projects", "0002_functions"),
        ("tenancy", "0002_functions"),
    ]
    operations = [
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE, TRUNCATE ON audit_seal FROM mint_app, mint_system", migrations.RunSQL.noop
        ),
        *OPERATIONS,
    ]
