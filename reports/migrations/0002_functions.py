from django.db import migrations

from mint.isolation.functions import readable_by_definer
from mint.search.documents import documented
from reports.found import WORDS
from reports.freezing import OPERATIONS


class Migration(migrations.Migration):
    dependencies = [
        ("isolation", "0001_schema_and_privileges"),
        ("placements", "0001_initial"),
        ("projects", "0001_initial"),
        ("reports", "0001_initial"),
        ("search", "0002_functions"),
    ]
    operations = [
        *OPERATIONS,
        readable_by_definer("projects_project"),
        *documented("reports.report", WORDS),
    ]
