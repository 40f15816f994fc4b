"""Helper functions of the schema `mint`: they run as mint_definer, which row security does not bind."""

from django.db.migrations.operations import RunSQL

HEADER = "LANGUAGE {language} {volatility} {parallel} SECURITY DEFINER SET search_path = pg_catalog, public"


def definer(
    signature: str,
    returns: str,
    body: str,
    *,
    language: str = "sql",
    volatility: str = "STABLE",
) -> RunSQL:
    """A migration operation that creates (or replaces) mint.<signature>, for mint_app and mint_system to call."""
    parallel = "PARALLEL SAFE" if volatility == "STABLE" else ""
    header = HEADER.format(language=language, volatility=volatility, parallel=parallel)
    types = signature.partition("(")[2].rstrip(")")
    name = signature.partition("(")[0]
    arguments = ", ".join(part.split()[1] for part in types.split(",") if part.strip())
    function = f"mint.{name}({arguments})"
    return RunSQL(
        f"CREATE OR REPLACE FUNCTION mint.{signature} RETURNS {returns} {header} AS $$ {body} $$;\n"
        f"ALTER FUNCTION {function} OWNER TO mint_definer;\n"
        f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC;\n"
        f"GRANT EXECUTE ON FUNCTION {function} TO mint_app, mint_system, mint_definer",
        f"DROP FUNCTION IF EXISTS {function}",
    )


def readable_by_definer(*tables: str) -> RunSQL:
    """Let the helper functions read these tables, and no others."""
    return RunSQL(f"GRANT SELECT ON {', '.join(tables)} TO mint_definer", RunSQL.noop)


# What a request's transaction found out at its beginning is true to its end: it is kept beside the context, and believed
# only where the session's own sequence holds its fingerprint, which nobody but a definer's function can put there. The
# fingerprint covers the context and the beginning of the transaction, so that it says nothing of any other.
# Its length stands before the context: else the border between the two could be moved, and every array with it.
_SUM = """pg_catalog.substr(pg_catalog.sha256(pg_catalog.convert_to(
      pg_catalog.length(pg_catalog.current_setting('mint.context', true))::pg_catalog.text OPERATOR(pg_catalog.||) '|'
      OPERATOR(pg_catalog.||) pg_catalog.current_setting('mint.context', true) OPERATOR(pg_catalog.||) '|'
      OPERATOR(pg_catalog.||) {standing}, 'UTF8')
    OPERATOR(pg_catalog.||) pg_catalog.timestamptz_send(pg_catalog.now())), 1, 8)"""
FINGERPRINT = (
    f"""('x' || encode({_SUM.format(standing="current_setting('mint.standing', true)")}, 'hex'))::bit(64)::int8"""
)

# HMAC-SHA256 of what stands before the last point, by any of the keys; no extension is needed
WHO = """
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


def mark() -> RunSQL:
    """The sequence that holds a session's fingerprint (`currval` is the session's own); unlogged: setting it writes no WAL."""
    readers = "mint_app, mint_system, mint_definer, mint_backup"
    return RunSQL(
        "CREATE UNLOGGED SEQUENCE IF NOT EXISTS mint.mark MINVALUE -9223372036854775808;\n"
        "REVOKE ALL ON SEQUENCE mint.mark FROM PUBLIC, mint_app, mint_system, mint_backup;\n"
        f"GRANT SELECT ON SEQUENCE mint.mark TO {readers};\n"
        "GRANT UPDATE ON SEQUENCE mint.mark TO mint_definer",
        RunSQL.noop,
    )


def remembered(name: str, place: int) -> RunSQL:
    """mint.<name>(): what stands at this place of the standing, or what mint.asked_<name>() says where nothing is believed.

    It runs as who calls it, without a search path of its own, since either costs more than the answer: every name in it
    says its schema. Measured: 3 us a call, where asking costs 10 to 25, and an inlined body cost every statement its set-up.
    """
    kind, nothing = ("int8", "NULL") if name == "my_user" else ("int8[]", "'{}'")
    return RunSQL(
        f"""CREATE OR REPLACE FUNCTION mint.{name}() RETURNS pg_catalog.{kind}
        LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY INVOKER AS $$
        DECLARE standing pg_catalog.text := pg_catalog.current_setting('mint.standing', true);
          part pg_catalog.text;
        BEGIN
          IF standing OPERATOR(pg_catalog.<>) '' THEN
            IF pg_catalog.int8send(pg_catalog.currval('mint.mark')) OPERATOR(pg_catalog.=) {_SUM.format(standing="standing")} THEN
              part := pg_catalog.split_part(standing, '|', {place});
              IF part OPERATOR(pg_catalog.<>) '' THEN RETURN part::pg_catalog.{kind}; END IF; END IF;
          ELSIF pg_catalog.current_setting('mint.context', true) OPERATOR(pg_catalog.=) '' THEN RETURN {nothing};
          END IF;
          RETURN mint.asked_{name}();
        END $$;
        ALTER FUNCTION mint.{name}() OWNER TO mint_definer;
        REVOKE ALL ON FUNCTION mint.{name}() FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION mint.{name}() TO mint_app, mint_system, mint_definer""",
        RunSQL.noop,
    )
