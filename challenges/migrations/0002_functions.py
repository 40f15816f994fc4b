from django.db import migrations

from challenges import functions, searching
from challenges.found import WORDS
from challenges.guarding import CO_OWNERS_MOVE, TERMS_STAY
from mint.search.documents import documented


class Migration(migrations.Migration):
    dependencies = [
        ("challenges", "0001_initial"),
        ("isolation", "0001_schema_and_privileges"),
        ("matching", "0001_initial"),
        ("projects", "0002_functions"),
        ("search", "0002_functions"),
        ("tenancy", "0001_initial"),
    ]
    operations = [
        *functions.OPERATIONS,
        *functions.SHARING_OPERATIONS,
        *functions.PARTIES,
        *functions.OF_AUTHOR,
        *functions.SEEN,
        TERMS_STAY,
        CO_OWNERS_MOVE,
        *searching.OPERATIONS,
        *searching.NEWEST_OPERATIONS,
        *documented("challenges.challenge", WORDS),
    ]
