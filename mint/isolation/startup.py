"""The application refuses to serve on a connection that row security does not bind."""

from typing import Any

from django.core.checks import Error, register
from django.db import connection

from mint import env

ROLE = """
SELECT current_user, r.rolsuper, r.rolbypassrls,
       EXISTS (SELECT 1 FROM pg_class c JOIN pg_roles o ON o.oid = c.relowner
               WHERE o.rolname = current_user AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace)
FROM pg_roles r WHERE r.rolname = current_user
"""


def role_problem() -> str:
    """Why this connection must not serve pages; empty when it may."""
    with connection.cursor() as cursor:
        cursor.execute(ROLE)
        name, is_super, bypasses, owns = cursor.fetchone()
    if is_super or bypasses or owns:
        what = "is a superuser" if is_super else "bypasses row security" if bypasses else "owns tables"
        return f"The database role {name} {what}: MINT must connect as a role that owns nothing (mint_app)."
    return ""


@register("database")
def role_is_bound(*, databases: Any = None, **_: Any) -> list[Error]:
    if not databases or env.text("MINT_ROLE") == "owner":  # migrating
        return []
    problem = role_problem()
    return [Error(problem, id="isolation.E001")] if problem else []
