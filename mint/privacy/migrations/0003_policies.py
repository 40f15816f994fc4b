from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0002_functions"),
        ("tenancy", "0002_functions"),
    ]

    operations = [
        mint.isolation.operations.AddRule(
            model_name="download",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="(user_id = (SELECT mint.my_user()) AND state = 'queued' AND file = '')",
                name="download_isolated",
                read="user_id = (SELECT mint.my_user())",
                update="false",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="erasure",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="(user_id = (SELECT mint.my_user()) AND cancelled_at IS NULL AND done_at IS NULL AND created_at BETWEEN now() - interval '5 minutes' AND now() + interval '1 minute')",
                name="erasure_isolated",
                read="user_id = (SELECT mint.my_user())",
                update="(user_id = (SELECT mint.my_user()) AND done_at IS NULL)",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="consent",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="user_id = (SELECT mint.my_user())",
                name="consent_isolated",
                read="user_id = (SELECT mint.my_user())",
                update="false",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="hold",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="((SELECT mint.is_operator()) AND placed_by_id = (SELECT mint.my_user()) AND lifted_at IS NULL)",
                name="hold_isolated",
                read="(SELECT mint.is_operator())",
                update="(SELECT mint.is_operator())",
            ),
        ),
    ]
