from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0001_initial"),
    ]

    operations = [
        mint.isolation.operations.AddRule(
            model_name="job",
            constraint=mint.isolation.constraints.Isolated(
                delete="false", insert="true", name="outbox_job_isolated", read="false", update="false"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="mail",
            constraint=mint.isolation.constraints.Isolated(
                delete="false", insert="true", name="outbox_mail_isolated", read="false", update="false"
            ),
        ),
    ]
