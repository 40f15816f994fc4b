from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations
from experiments.guarding import INVITATIONS_JOIN


class Migration(migrations.Migration):
    dependencies = [
        ("experiments", "0011_graded"),
        ("tenancy", "0004_policies"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="partyinvitation",
            name="party_invitation_isolated",
        ),
        mint.isolation.operations.AddRule(
            model_name="partyinvitation",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND state IN ('invited') AND joined_at IS NULL)",
                name="party_invitation_isolated",
                read="(organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR member_id = ANY((SELECT mint.my_orgs())::bigint[]) OR EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND ((parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[])) OR parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) OR parent.id = ANY((SELECT mint.my_experiments())::bigint[]))))",
                update="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR member_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[]))))",
            ),
        ),
        INVITATIONS_JOIN,
    ]
