from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("corrections", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="correction",
            name="is_carried",
            field=models.BooleanField(
                default=False,
                help_text="What an earlier report lacked: it counts in the period, and the total has it already.",
            ),
        ),
    ]
