from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0002_functions"),
        ("tenancy", "0002_functions"),
    ]

    operations = [
        mint.isolation.operations.AddRule(
            model_name="document",
            constraint=mint.isolation.constraints.Isolated(
                delete="false", insert="false", name="document_isolated", read="false", update="false"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="savedsearch",
            constraint=mint.isolation.constraints.Isolated(
                changed="(user_id = (SELECT mint.my_user()) OR (NULLIF(current_setting('mint.link', true), '') = stop_hash AND rhythm = 'never'))",
                delete="user_id = (SELECT mint.my_user())",
                insert="user_id = (SELECT mint.my_user())",
                name="saved_search_isolated",
                read="(user_id = (SELECT mint.my_user()) OR NULLIF(current_setting('mint.link', true), '') IN (feed_hash, stop_hash))",
                update="(user_id = (SELECT mint.my_user()) OR NULLIF(current_setting('mint.link', true), '') = stop_hash)",
            ),
        ),
    ]
