"""Numbers as people write them: read whatever the page's language, shown in it."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from mint.fields import NumberField


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("typed", ["1 660,5", "1660.5", "1\u00a0660,50", "1 660,50 €"])
def test_a_number_is_read_in_every_way_it_is_written(typed, language):
    with override(language):
        assert NumberField(decimal_places=2).clean(typed) == Decimal("1660.5")


@pytest.mark.parametrize("typed", ["NaN", "1e400", "paljon", "1,2,3", "9" * 13, "١"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValidationError):
        NumberField().clean(typed)


@pytest.mark.parametrize(("language", "shown"), [("fi", "12,5"), ("sv", "12,5"), ("en", "12.5")])
def test_it_is_shown_in_the_readers_language(language, shown):
    with override(language):
        assert NumberField().prepare_value(Decimal("12.500000")) == shown
