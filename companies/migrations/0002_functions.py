from django.db import migrations

from companies.found import RENAMED, WORDS
from mint.isolation.functions import readable_by_definer
from mint.search.documents import documented


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0001_initial"),
        ("isolation", "0001_schema_and_privileges"),
        ("search", "0002_functions"),
        ("tenancy", "0001_initial"),
    ]
    operations = [
        readable_by_definer("tenancy_organisation"),
        *documented("companies.companyprofile", WORDS),
        RENAMED,
    ]
