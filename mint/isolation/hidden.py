"""A row that row security hides, met while writing: to the writer it does not exist."""

from django.db import DatabaseError
from psycopg.errors import InsufficientPrivilege

# Django says it with a bare DatabaseError, in these words (Model.save_base)
NOTHING_SAVED = ("Save with update_fields did not affect any rows.", "Forced update did not affect any rows.")


def is_hidden(error: BaseException) -> bool:
    """Did a statement fail because its row may not be written, or has gone out of sight?"""
    if not isinstance(error, DatabaseError):
        return False
    return isinstance(error.__cause__, InsufficientPrivilege) or str(error) in NOTHING_SAVED
