from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("links", "0001_initial"),
    ]

    operations = [
        mint.isolation.operations.AddRule(
            model_name="waitingdraft",
            constraint=mint.isolation.constraints.Isolated(
                delete="token_hash = NULLIF(current_setting('mint.link', true), '')",
                insert="token_hash = NULLIF(current_setting('mint.link', true), '')",
                name="waiting_draft_held",
                read="token_hash = NULLIF(current_setting('mint.link', true), '')",
                update="token_hash = NULLIF(current_setting('mint.link', true), '')",
            ),
        ),
    ]
