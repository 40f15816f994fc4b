"""One migrated database for a session of several processes: each copies it, and so does who serves a platform."""

import os
from collections.abc import Callable

from django.db import connections
from django.test.utils import setup_databases, teardown_databases

TEMPLATE = "MINT_TESTS_TEMPLATE"  # the variable that names it, where there is one


def make() -> Callable[[], None]:
    """Migrate it, and tell its name to the processes to come; what is returned drops it again."""
    made = setup_databases(verbosity=0, interactive=False)
    connections.close_all()  # only a database to which nobody is connected can be copied
    os.environ[TEMPLATE] = str(connections["default"].settings_dict["NAME"])
    return lambda: teardown_databases(made, verbosity=0)
