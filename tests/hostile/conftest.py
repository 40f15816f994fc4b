"""The cast, its estate and its browsers: as the access registry's tests have them."""

from tests.access_control.conftest import estate, plain_errors, visitor

__all__ = ["estate", "plain_errors", "visitor"]
