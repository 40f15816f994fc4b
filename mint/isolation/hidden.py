"""A row that row security hides, met while writing: to the writer it does not exist."""

from django.db import DatabaseError
from psycopg.errors import InsufficientPrivilege

# Django says it with a bare DatabaseError, in these words (Model.save_base)
NOTHING_SAVED = ("Save with update_fields did not affect any rows.", "Forced update did not affect any rows.")

# where PostgreSQL says it of a policy: a missing GRANT, or a context that is not signed, is a fault and no hidden row
POLICY_CHECK = "ExecWithCheckOptions"


def is_hidden(error: BaseException) -> bool:
    """Did a statement fail because its row may not be written, or has gone out of sight?"""
    if not isinstance(error, DatabaseError):
        return False
    cause = error.__cause__
    by_policy = isinstance(cause, InsufficientPrivilege) and cause.diag.source_function == POLICY_CHECK
    return by_policy or str(error) in NOTHING_SAVED
