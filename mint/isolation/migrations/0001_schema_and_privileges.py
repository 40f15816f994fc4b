"""The schema of the helper functions, and what each role may do with every table that follows."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations

PRIVILEGES = """
CREATE SCHEMA IF NOT EXISTS mint;
GRANT USAGE ON SCHEMA mint TO mint_app, mint_system, mint_definer, mint_backup;
GRANT CREATE ON SCHEMA mint TO mint_definer;
GRANT USAGE ON SCHEMA public TO mint_app, mint_system, mint_definer, mint_backup;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO mint_app, mint_system;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO mint_app, mint_system;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO mint_backup;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO mint_app, mint_system;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO mint_app, mint_system;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO mint_backup;
ALTER DEFAULT PRIVILEGES IN SCHEMA mint REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
CREATE FUNCTION mint.my_user() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT NULLIF(current_setting('mint.user_id', true), '')::bigint $$;
GRANT EXECUTE ON FUNCTION mint.my_user() TO mint_app, mint_system, mint_definer;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        TrigramExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(PRIVILEGES, migrations.RunSQL.noop),
    ]
