from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("challenges", "0002_functions"),
        ("projects", "0002_functions"),
        ("tenancy", "0002_functions"),
    ]

    operations = [
        mint.isolation.operations.AddRule(
            model_name="challenge",
            constraint=mint.isolation.constraints.TenantKey(
                name="challenge_copied_from_own", organisation="organisation", parent="copied_from"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="challenge",
            constraint=mint.isolation.constraints.Isolated(
                delete="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND state = 'draft')",
                insert="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR (state = 'returned' AND (published_at IS NULL AND mint.challenge_splits(copied_from_id, organisation_id, municipality_id, project_id, author_id))))",
                name="challenge_isolated",
                read="(state IN ('archived', 'closed', 'evaluating', 'experimenting', 'not_solved', 'open', 'selected', 'solved') OR organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR (state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND (municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR project_id = ANY((SELECT mint.my_overseen())::bigint[]) OR id = ANY((SELECT mint.my_granted())::bigint[]))) OR id = ANY((SELECT mint.my_shared())::bigint[]))",
                update="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR (state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND (municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR project_id = ANY((SELECT mint.my_curated())::bigint[]))))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="challengeattachment",
            constraint=mint.isolation.constraints.TenantKey(
                name="attachment_of_own_challenge", organisation="organisation", parent="challenge"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="challengeattachment",
            constraint=mint.isolation.constraints.Isolated(
                delete="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
                insert="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
                name="challenge_attachment_isolated",
                read="EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND true)",
                update="false",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="challengeconfidential",
            constraint=mint.isolation.constraints.TenantKey(
                name="confidential_of_own_challenge", organisation="organisation", parent="challenge"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="challengeconfidential",
            constraint=mint.isolation.constraints.Isolated(
                delete="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]))))",
                insert="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]))))",
                name="challenge_confidential_isolated",
                read="(organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]))) OR EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND parent.project_id = ANY((SELECT mint.my_curated())::bigint[]))) OR EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND ((parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND parent.id = ANY((SELECT mint.my_granted())::bigint[])) OR (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'not_solved', 'open', 'selected', 'solved') AND EXISTS (SELECT 1 FROM challenges_confidentialacceptance a WHERE a.challenge_id = parent.id\n  AND a.user_id = (SELECT mint.my_user()) AND a.partner_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND a.ended_at IS NULL AND a.terms_hash = encode(sha256(convert_to(parent.confidential_terms, 'UTF8')), 'hex'))))) OR EXISTS (SELECT 1 FROM challenges_coowner o WHERE o.challenge_id = challenges_challengeconfidential.challenge_id\n  AND o.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) AND o.state = 'joined'))",
                update="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]))))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="confidentialacceptance",
            constraint=mint.isolation.constraints.TenantKey(
                name="acceptance_of_own_challenge", organisation="organisation", parent="challenge"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="confidentialacceptance",
            constraint=mint.isolation.constraints.Isolated(
                changed="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR (user_id = (SELECT mint.my_user()) AND partner_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND ended_at IS NULL AND EXISTS (SELECT 1 FROM tenancy_organisation o WHERE o.id = partner_id AND o.is_verified\n  AND o.kind IN ('company', 'university')) AND EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'not_solved', 'open', 'selected', 'solved') AND parent.confidential_terms <> '' AND terms_hash = encode(sha256(convert_to(parent.confidential_terms, 'UTF8')), 'hex') AND parent.municipality_id = challenges_confidentialacceptance.municipality_id))))",
                delete="false",
                insert="(user_id = (SELECT mint.my_user()) AND partner_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND ended_at IS NULL AND EXISTS (SELECT 1 FROM tenancy_organisation o WHERE o.id = partner_id AND o.is_verified\n  AND o.kind IN ('company', 'university')) AND EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'not_solved', 'open', 'selected', 'solved') AND parent.confidential_terms <> '' AND terms_hash = encode(sha256(convert_to(parent.confidential_terms, 'UTF8')), 'hex') AND parent.municipality_id = challenges_confidentialacceptance.municipality_id)))",
                name="confidential_acceptance_isolated",
                read="(user_id = (SELECT mint.my_user()) OR organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR municipality_id = ANY((SELECT mint.my_munis())::bigint[]))",
                update="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR (user_id = (SELECT mint.my_user()) AND ended_at IS NULL))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="coowner",
            constraint=mint.isolation.constraints.TenantKey(
                name="co_owner_of_leads_challenge", organisation="lead", parent="challenge"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="coowner",
            constraint=mint.isolation.constraints.Isolated(
                changed="(((lead_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND state IN ('asked', 'invited', 'joined', 'refused', 'withdrawn')) OR (municipality_id = ANY((SELECT mint.my_munis())::bigint[]) AND state IN ('asked', 'declined', 'joined', 'left', 'withdrawn'))) AND EXISTS (SELECT 1 FROM tenancy_organisation o WHERE o.id = organisation_id\n  AND o.kind = 'municipality' AND o.municipality_id = challenges_coowner.municipality_id))",
                delete="lead_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
                insert="(((lead_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND state IN ('invited')) OR (municipality_id = ANY((SELECT mint.my_munis())::bigint[]) AND state IN ('asked') AND EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND parent.state IN ('closed', 'evaluating', 'experimenting', 'open', 'selected')) AND EXISTS (SELECT 1 FROM tenancy_organisation o WHERE o.id = lead_id AND o.kind = 'municipality'))) AND EXISTS (SELECT 1 FROM tenancy_organisation o WHERE o.id = organisation_id\n  AND o.kind = 'municipality' AND o.municipality_id = challenges_coowner.municipality_id))",
                name="challenge_co_owner_isolated",
                read="(organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR lead_id = ANY((SELECT mint.my_orgs())::bigint[]) OR challenge_id = ANY((SELECT mint.my_shared())::bigint[]) OR (state = 'joined' AND mint.sees_challenges_challenge(challenge_id)))",
                update="(lead_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR municipality_id = ANY((SELECT mint.my_munis())::bigint[]))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="challengegrant",
            constraint=mint.isolation.constraints.Isolated(
                delete="municipality_id = ANY((SELECT mint.my_munis())::bigint[])",
                insert="(municipality_id = ANY((SELECT mint.my_munis())::bigint[]) AND mint.challenge_is_of(content_object_id, organisation_id, municipality_id))",
                name="challenge_grant_isolated",
                read="(user_id = (SELECT mint.my_user()) OR organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR municipality_id = ANY((SELECT mint.my_munis())::bigint[]))",
                update="(municipality_id = ANY((SELECT mint.my_munis())::bigint[]) AND mint.challenge_is_of(content_object_id, organisation_id, municipality_id))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="challengeversion",
            constraint=mint.isolation.constraints.TenantKey(
                name="version_of_own_challenge", organisation="organisation", parent="challenge"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="challengeversion",
            constraint=mint.isolation.constraints.Isolated(
                delete="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
                insert="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]))) OR EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND parent.project_id = ANY((SELECT mint.my_curated())::bigint[]))))",
                name="challenge_version_isolated",
                read="EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND true)",
                update="false",
            ),
        ),
    ]
