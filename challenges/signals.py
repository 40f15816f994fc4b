"""What apps that stand on a challenge may listen to (house law: something below tells something above)."""

from django.dispatch import Signal

text_written = Signal()  # `challenge`: sent in the writing transaction, by a draft's saving and by an amendment
