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
