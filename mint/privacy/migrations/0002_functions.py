from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("isolation", "0001_schema_and_privileges"),
        ("privacy", "0001_initial"),
    ]
    operations = [
        # one's own request may be taken back, a hold be lifted; nothing else is changed, and a yes or a no stands
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON privacy_download, privacy_erasure, privacy_hold, privacy_consent FROM mint_app; "
            "GRANT UPDATE (cancelled_at) ON privacy_erasure TO mint_app; "
            "GRANT UPDATE (lifted_at) ON privacy_hold TO mint_app",
            migrations.RunSQL.noop,
        ),
    ]
