from django.db import migrations

from mint.isolation.functions import readable_by_definer
from mint.search.documents import documented
from municipalities.found import FACTOR_WORDS, PROFILE_WORDS


class Migration(migrations.Migration):
    dependencies = [
        ("isolation", "0001_schema_and_privileges"),
        ("municipalities", "0001_initial"),
        ("places", "0001_initial"),
        ("search", "0002_functions"),
    ]
    operations = [
        readable_by_definer("places_municipality"),
        *documented("municipalities.attractionfactor", FACTOR_WORDS),
        *documented("municipalities.municipalityprofile", PROFILE_WORDS),
    ]
