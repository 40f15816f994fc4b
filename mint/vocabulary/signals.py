"""What higher apps may listen to (house law: something below tells something above)."""

from django.dispatch import Signal

vocabulary_changed = Signal()  # sent in the importing transaction, once the rows are there
