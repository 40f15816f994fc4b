from django.db import migrations

from mint.isolation.subjects import tied
from mint.matching import finding, functions, guarding
from mint.matching.found import WORDS
from mint.search.documents import documented


class Migration(migrations.Migration):
    dependencies = [
        ("isolation", "0001_schema_and_privileges"),
        ("matching", "0001_initial"),
        ("search", "0002_functions"),
    ]
    operations = [
        *functions.OPERATIONS,
        tied("matching_need"),
        *guarding.OPERATIONS,
        *finding.OPERATIONS,
        *finding.FIRST_OPERATIONS,
        *documented("matching.offer", WORDS),
    ]
