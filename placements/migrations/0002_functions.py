from django.db import migrations

from mint.search.documents import documented
from placements import counting, functions, holding, joint
from placements.found import WORDS


class Migration(migrations.Migration):
    dependencies = [
        ("isolation", "0001_schema_and_privileges"),
        ("placements", "0001_initial"),
        ("search", "0002_functions"),
    ]
    operations = [
        *functions.OPERATIONS,
        *holding.OPERATIONS,
        *counting.OPERATIONS,
        *joint.OPERATIONS,
        *documented("placements.placement", WORDS),
    ]
