from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0001_initial"),
        ("tenancy", "0002_functions"),
    ]

    operations = [
        mint.isolation.operations.AddRule(
            model_name="job",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND requested_by_id = (SELECT mint.my_user()))",
                name="job_isolated",
                read="organisation_id = ANY((SELECT mint.my_orgs())::bigint[])",
                update="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
            ),
        ),
    ]
