"""The platform's settings with statements prepared on each connection: `make bench ARGS=--prepared` measures what it brings."""

from mint.settings import *  # noqa: F403  # the very same otherwise
from mint.settings import DATABASES

for _database in DATABASES.values():
    _database["OPTIONS"] = {**_database.get("OPTIONS", {}), "server_side_binding": True, "prepare_threshold": 1}
