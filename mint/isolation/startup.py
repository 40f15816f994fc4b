"""The application refuses to serve on a connection that row security does not bind."""

from typing import Any

from django.core.checks import Error, register
from django.db import DatabaseError, connection

from mint import env
from mint.isolation.context import acting

ROLE = """
SELECT current_user, r.rolsuper, r.rolbypassrls,
       EXISTS (SELECT 1 FROM pg_class c JOIN pg_roles o ON o.oid = c.relowner
               WHERE o.rolname = current_user AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace)
FROM pg_roles r WHERE r.rolname = current_user
"""


UNSIGNED = (
    "The database does not take this process's signature: run `manage.py migrate` as the owner with the same "
    "SECRET_KEY and SECRET_KEY_FALLBACKS as the application's."
)


def role_problem() -> str:
    """Why this connection must not serve pages; empty when it may."""
    with connection.cursor() as cursor:
        cursor.execute(ROLE)
        name, is_super, bypasses, owns = cursor.fetchone()
    if is_super or bypasses or owns:
        what = "is a superuser" if is_super else "bypasses row security" if bypasses else "owns tables"
        return f"The database role {name} {what}: MINT must connect as a role that owns nothing (mint_app)."
    return ""


def is_believed() -> bool:
    """Does the database take this process's signature?"""
    try:
        with acting(1), connection.cursor() as cursor:
            cursor.execute("SELECT mint.my_user()")
    except DatabaseError:
        return False
    return True


def refusal() -> str:
    """Why this process must not serve; empty when it may. `/readyz` asks it too."""
    return role_problem() or ("" if is_believed() else UNSIGNED)


@register("database")
def role_is_bound(*, databases: Any = None, **_: Any) -> list[Error]:
    if not databases or env.text("MINT_ROLE") == "owner":  # migrating
        return []
    problem = refusal()
    return [Error(problem, id="isolation.E002" if problem == UNSIGNED else "isolation.E001")] if problem else []
