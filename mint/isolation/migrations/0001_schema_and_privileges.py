"""The schema of the helper functions, and what each role may do with every table that follows."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations

from mint.isolation.functions import definer
from mint.isolation.subjects import FUNCTION

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
"""

# Who acts is believed only with the application's signature, which a statement cannot make. The keys are one-way hashes,
# and without them nobody is believed: a dump, which locks every table that it holds, may have them.
KEYS = """
CREATE TABLE mint.context_key (inner_pad bytea NOT NULL, outer_pad bytea NOT NULL);
REVOKE ALL ON mint.context_key FROM PUBLIC, mint_app, mint_system, mint_backup;
GRANT SELECT ON mint.context_key TO mint_definer, mint_backup
"""

# HMAC-SHA256 of what stands before the last point, by any of the keys; no extension is needed
MY_USER = """
DECLARE
  given text := current_setting('mint.context', true);
  said text := split_part(given, '.', 1) || '.' || split_part(given, '.', 2);
BEGIN
  IF given IS NULL OR given = '' THEN RETURN NULL; END IF;
  IF split_part(given, '.', 2)::bigint > extract(epoch FROM now()) AND EXISTS (SELECT FROM mint.context_key k
    WHERE split_part(given, '.', 3)
      = encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(said, 'UTF8'))), 'hex')) THEN
    RETURN split_part(given, '.', 1)::bigint;
  END IF;
  RAISE EXCEPTION 'the context is not signed, or has ended' USING ERRCODE = 'insufficient_privilege';
END """


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        TrigramExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(PRIVILEGES, migrations.RunSQL.noop),
        FUNCTION,
        migrations.RunSQL(KEYS, "DROP TABLE mint.context_key"),
        definer("my_user()", "bigint", MY_USER, language="plpgsql"),
    ]
