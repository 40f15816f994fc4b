from django.db import migrations

from mint.isolation.subjects import tied
from mint.matching.guarding import OPERATIONS


class Migration(migrations.Migration):
    dependencies = [("matching", "0002_sides_and_undo"), ("isolation", "0002_subjects")]

    operations = [tied("matching_need"), *OPERATIONS]
