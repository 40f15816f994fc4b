from django.db import migrations

from experiments import functions, joint
from experiments.found import WORDS
from mint.isolation.functions import readable_by_definer
from mint.search.documents import documented


class Migration(migrations.Migration):
    dependencies = [
        ("challenges", "0001_initial"),
        ("experiments", "0001_initial"),
        ("isolation", "0001_schema_and_privileges"),
        ("search", "0002_functions"),
    ]
    operations = [
        *functions.OPERATIONS,
        *functions.PARTIES,
        *joint.OPERATIONS,
        readable_by_definer("challenges_challenge"),
        *documented("experiments.experiment", WORDS),
    ]
