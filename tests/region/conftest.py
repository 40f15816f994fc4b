"""The region of demo data that isolation is proved on: built once for all of this folder, taken back after it.

What a file of tests writes into it, it takes back itself.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.region import region


@pytest.fixture(scope="package")
def media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("media")


@pytest.fixture(scope="package")
def built_region(django_db_setup: None, django_db_blocker: Any, media: Path) -> Iterator[None]:
    with django_db_blocker.unblock(), region.built(media):
        yield
