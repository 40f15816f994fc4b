from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0001_initial"),
        ("tenancy", "0002_functions"),
    ]

    operations = [
        mint.isolation.operations.AddRule(
            model_name="notification",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="false",
                name="notification_isolated",
                read="user_id = (SELECT mint.my_user())",
                update="user_id = (SELECT mint.my_user())",
            ),
        ),
    ]
