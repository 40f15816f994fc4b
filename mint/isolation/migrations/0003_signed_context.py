"""Who acts is believed only with the application's signature, which a statement cannot make."""

from django.db import migrations

from mint.isolation.functions import definer

KEYS = """
CREATE TABLE mint.context_key (inner_pad bytea NOT NULL, outer_pad bytea NOT NULL);
REVOKE ALL ON mint.context_key FROM PUBLIC, mint_app, mint_system, mint_backup;
GRANT SELECT ON mint.context_key TO mint_definer
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
    dependencies = [("isolation", "0002_subjects")]
    operations = [
        migrations.RunSQL(KEYS, "DROP TABLE mint.context_key"),
        definer("my_user()", "bigint", MY_USER, language="plpgsql"),
    ]
