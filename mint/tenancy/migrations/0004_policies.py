from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("tenancy", "0003_lapsing"),
    ]

    operations = [
        mint.isolation.operations.AddRule(
            model_name="organisation",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="((SELECT mint.my_user()) IS NOT NULL AND kind = 'company')",
                name="organisation_isolated",
                read="true",
                update="(id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR (kind = 'company' AND municipality_id = ANY((SELECT mint.my_munis())::bigint[])))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="membership",
            constraint=mint.isolation.constraints.Isolated(
                delete="(organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[]) OR user_id = (SELECT mint.my_user()))",
                insert="(organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[]) OR (user_id = (SELECT mint.my_user()) AND mint.may_join(organisation_id, roles)) OR mint.may_admit(organisation_id, user_id, roles))",
                name="membership_isolated",
                read="(user_id = (SELECT mint.my_user()) OR organisation_id = ANY((SELECT mint.my_orgs())::bigint[]))",
                update="organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[])",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="emergencyaccess",
            constraint=mint.isolation.constraints.Isolated(
                changed="(operator_id = (SELECT mint.my_user()) AND ended_at IS NOT NULL)",
                delete="false",
                insert="((SELECT mint.is_operator()) AND operator_id = (SELECT mint.my_user()) AND ended_at IS NULL AND told_at IS NULL AND created_at BETWEEN now() - interval '5 minutes' AND now() + interval '1 minute')",
                name="emergency_isolated",
                read="(operator_id = (SELECT mint.my_user()) OR organisation_id = ANY((SELECT mint.my_orgs())::bigint[]))",
                update="operator_id = (SELECT mint.my_user())",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="invitation",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[])",
                name="invitation_isolated",
                read="(organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[]) OR lower(email) = mint.my_email())",
                update="(organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[]) OR lower(email) = mint.my_email())",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="joinrequest",
            constraint=mint.isolation.constraints.Isolated(
                changed="((asker_id = (SELECT mint.my_user()) AND state = 'withdrawn') OR ((organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[]) OR (EXISTS (SELECT 1 FROM tenancy_organisation parent WHERE parent.id = organisation_id AND parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[])) AND (created_at AT TIME ZONE 'Europe/Helsinki')::date + 14 <= (now() AT TIME ZONE 'Europe/Helsinki')::date)) AND state IN ('accepted', 'declined') AND decided_by_id = (SELECT mint.my_user()) AND NOT asker_id = (SELECT mint.my_user())))",
                delete="false",
                insert="(asker_id = (SELECT mint.my_user()) AND state = 'waiting' AND created_at > now() - interval '1 hour' AND EXISTS (SELECT 1 FROM tenancy_organisation parent WHERE parent.id = organisation_id AND parent.kind = 'company'))",
                name="join_request_isolated",
                read="(asker_id = (SELECT mint.my_user()) OR organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[]) OR EXISTS (SELECT 1 FROM tenancy_organisation parent WHERE parent.id = organisation_id AND parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[])))",
                update="(asker_id = (SELECT mint.my_user()) OR (organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[]) OR (EXISTS (SELECT 1 FROM tenancy_organisation parent WHERE parent.id = organisation_id AND parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[])) AND (created_at AT TIME ZONE 'Europe/Helsinki')::date + 14 <= (now() AT TIME ZONE 'Europe/Helsinki')::date)))",
            ),
        ),
    ]
