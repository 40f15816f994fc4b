from django.conf import settings
from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0001_initial"),
        ("tenancy", "0004_policies"),
        ("yearly", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="yearreview",
            name="year_review_isolated",
        ),
        mint.isolation.operations.AddRule(
            model_name="yearreview",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="((municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[])) AND EXISTS (SELECT 1 FROM tenancy_organisation parent WHERE parent.id = organisation_id AND (parent.kind IN ('municipality') AND parent.municipality_id = yearly_yearreview.municipality_id)))",
                name="year_review_isolated",
                read="organisation_id = ANY((SELECT mint.my_orgs())::bigint[])",
                update="((municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[])) AND EXISTS (SELECT 1 FROM tenancy_organisation parent WHERE parent.id = organisation_id AND (parent.kind IN ('municipality') AND parent.municipality_id = yearly_yearreview.municipality_id)))",
            ),
        ),
    ]
