from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("placements", "0002_functions"),
        ("projects", "0002_functions"),
        ("tenancy", "0002_functions"),
    ]

    operations = [
        mint.isolation.operations.AddRule(
            model_name="placement",
            constraint=mint.isolation.constraints.Isolated(
                delete="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND state = 'draft')",
                insert="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
                name="placement_isolated",
                read="(state IN ('agreement', 'archived', 'filled', 'finished', 'open', 'running') OR organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR id = ANY((SELECT mint.my_applied_placements())::bigint[]) OR (submitted_at IS NOT NULL AND (municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR project_id = ANY((SELECT mint.my_curated())::bigint[]) OR project_id = ANY((SELECT mint.my_managed())::bigint[]))))",
                update="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR (submitted_at IS NOT NULL AND (municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR project_id = ANY((SELECT mint.my_curated())::bigint[]))))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="application",
            constraint=mint.isolation.constraints.TenantKey(
                name="application_to_own_placement", organisation="organisation", parent="placement"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="application",
            constraint=mint.isolation.constraints.Isolated(
                delete="(applicant_id = (SELECT mint.my_user()) AND state IN ('draft'))",
                insert="(applicant_id = (SELECT mint.my_user()) AND state IN ('draft') AND (school_id IS NULL OR mint.studies_at(school_id)) AND EXISTS (SELECT 1 FROM placements_placement parent WHERE parent.id = placement_id AND parent.state = 'open'))",
                name="application_isolated",
                read="(applicant_id = (SELECT mint.my_user()) OR (state <> 'draft' AND (organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR school_id = ANY((SELECT mint.my_schools())::bigint[]))))",
                update="(applicant_id = (SELECT mint.my_user()) OR (state <> 'draft' AND organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) OR (state IN ('accepted') AND school_id = ANY((SELECT mint.my_schools())::bigint[])))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="applicationattachment",
            constraint=mint.isolation.constraints.Isolated(
                delete="EXISTS (SELECT 1 FROM placements_application parent WHERE parent.id = application_id AND parent.applicant_id = (SELECT mint.my_user()))",
                insert="EXISTS (SELECT 1 FROM placements_application parent WHERE parent.id = application_id AND parent.applicant_id = (SELECT mint.my_user()))",
                name="application_attachment_isolated",
                read="EXISTS (SELECT 1 FROM placements_application parent WHERE parent.id = application_id AND true)",
                update="false",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="supervisor",
            constraint=mint.isolation.constraints.TenantKey(
                name="supervisor_of_own_placement", organisation="organisation", parent="placement"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="supervisor",
            constraint=mint.isolation.constraints.Isolated(
                delete="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
                insert="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
                name="supervisor_isolated",
                read="(organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR placement_id = ANY((SELECT mint.my_chosen_placements())::bigint[]))",
                update="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="confirmation",
            constraint=mint.isolation.constraints.TenantKey(
                name="confirmation_of_own_application", organisation="organisation", parent="application"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="confirmation",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="(confirmed_by_id = (SELECT mint.my_user()) AND ((party = 'host' AND organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) OR (party = 'student' AND EXISTS (SELECT 1 FROM placements_application parent WHERE parent.id = application_id AND parent.applicant_id = (SELECT mint.my_user()))) OR (party = 'school' AND EXISTS (SELECT 1 FROM placements_application parent WHERE parent.id = application_id AND parent.school_id = ANY((SELECT mint.my_schools())::bigint[])))))",
                name="confirmation_isolated",
                read="EXISTS (SELECT 1 FROM placements_application parent WHERE parent.id = application_id AND true)",
                update="false",
            ),
        ),
    ]
