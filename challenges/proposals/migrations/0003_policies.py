from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("challenges", "0001_initial"),
        ("evaluation", "0002_functions"),
        ("projects", "0002_functions"),
        ("proposals", "0002_functions"),
        ("tenancy", "0002_functions"),
    ]

    operations = [
        mint.isolation.operations.AddRule(
            model_name="criterion",
            constraint=mint.isolation.constraints.TenantKey(
                name="criterion_of_own_challenge", organisation="organisation", parent="challenge"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="criterion",
            constraint=mint.isolation.constraints.Isolated(
                delete="EXISTS (SELECT 1 FROM challenges_challenge c WHERE c.id = challenge_id AND ((c.state IN ('draft', 'returned') AND c.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) OR (c.state = 'in_review' AND (c.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR c.project_id = ANY((SELECT mint.my_curated())::bigint[])))))",
                insert="EXISTS (SELECT 1 FROM challenges_challenge c WHERE c.id = challenge_id AND ((c.state IN ('draft', 'returned') AND c.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) OR (c.state = 'in_review' AND (c.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR c.project_id = ANY((SELECT mint.my_curated())::bigint[])))))",
                name="criterion_isolated",
                read="EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND true)",
                update="EXISTS (SELECT 1 FROM challenges_challenge c WHERE c.id = challenge_id AND ((c.state IN ('draft', 'returned') AND c.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) OR (c.state = 'in_review' AND (c.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR c.project_id = ANY((SELECT mint.my_curated())::bigint[])))))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="call",
            constraint=mint.isolation.constraints.TenantKey(
                name="call_of_own_challenge", organisation="organisation", parent="challenge"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="call",
            constraint=mint.isolation.constraints.Isolated(
                delete="EXISTS (SELECT 1 FROM challenges_challenge c WHERE c.id = challenge_id AND ((c.state IN ('draft', 'returned') AND c.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) OR (c.state = 'in_review' AND (c.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR c.project_id = ANY((SELECT mint.my_curated())::bigint[])))))",
                insert="EXISTS (SELECT 1 FROM challenges_challenge c WHERE c.id = challenge_id AND ((c.state IN ('draft', 'returned') AND c.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) OR (c.state = 'in_review' AND (c.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR c.project_id = ANY((SELECT mint.my_curated())::bigint[])))))",
                name="call_isolated",
                read="EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND true)",
                update="EXISTS (SELECT 1 FROM challenges_challenge c WHERE c.id = challenge_id AND ((c.state IN ('draft', 'returned') AND c.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) OR (c.state = 'in_review' AND (c.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR c.project_id = ANY((SELECT mint.my_curated())::bigint[])))))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="proposal",
            constraint=mint.isolation.constraints.TenantKey(
                name="proposal_to_its_challenge", organisation="challenge_organisation", parent="challenge"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="proposal",
            constraint=mint.isolation.constraints.Isolated(
                delete="(((organisation_id IS NULL AND author_id = (SELECT mint.my_user())) OR organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) AND state = 'draft')",
                insert="(state = 'draft' AND author_id = (SELECT mint.my_user()) AND (organisation_id IS NULL OR organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) AND organisation_id IS DISTINCT FROM challenge_organisation_id AND EXISTS (SELECT 1 FROM challenges_challenge c WHERE c.id = challenge_id AND c.state = 'open' AND c.deadline_on >= (now() AT TIME ZONE 'Europe/Helsinki')::date) AND EXISTS (SELECT 1 FROM challenges_challenge c WHERE c.id = challenge_id AND c.municipality_id = challenge_municipality_id AND c.project_id IS NOT DISTINCT FROM challenge_project_id))",
                name="proposal_isolated",
                read="(((organisation_id IS NULL AND author_id = (SELECT mint.my_user())) OR organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) OR (state IN ('evaluated', 'not_selected', 'rejected', 'reserve', 'selected', 'shortlisted', 'submitted') AND EXISTS (SELECT 1 FROM challenges_challenge c WHERE c.id = challenge_id AND c.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'not_solved', 'selected', 'solved')) AND (organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR (challenge_organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR challenge_municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR challenge_project_id = ANY((SELECT mint.my_curated())::bigint[])) OR id = ANY((SELECT mint.my_evaluated_proposals())::bigint[]))))",
                update="((((organisation_id IS NULL AND author_id = (SELECT mint.my_user())) OR organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) AND (state = 'draft' OR (state IN ('submitted', 'withdrawn') AND EXISTS (SELECT 1 FROM challenges_challenge c WHERE c.id = challenge_id AND c.state = 'open' AND c.deadline_on >= (now() AT TIME ZONE 'Europe/Helsinki')::date)))) OR (state IN ('evaluated', 'not_selected', 'rejected', 'reserve', 'selected', 'shortlisted', 'submitted') AND EXISTS (SELECT 1 FROM challenges_challenge c WHERE c.id = challenge_id AND c.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'not_solved', 'selected', 'solved')) AND (challenge_organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR challenge_municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR challenge_project_id = ANY((SELECT mint.my_curated())::bigint[])) AND (author_id IS DISTINCT FROM (SELECT mint.my_user()) AND (organisation_id IS NULL OR NOT organisation_id = ANY((SELECT mint.my_orgs())::bigint[])))))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="answer",
            constraint=mint.isolation.constraints.Isolated(
                delete="EXISTS (SELECT 1 FROM proposals_proposal p WHERE p.id = proposal_id AND (((p.organisation_id IS NULL AND p.author_id = (SELECT mint.my_user())) OR p.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) AND (p.state = 'draft' OR (p.state = 'submitted' AND EXISTS (SELECT 1 FROM challenges_challenge c WHERE c.id = p.challenge_id AND c.state = 'open' AND c.deadline_on >= (now() AT TIME ZONE 'Europe/Helsinki')::date)))))",
                insert="EXISTS (SELECT 1 FROM proposals_proposal p WHERE p.id = proposal_id AND (((p.organisation_id IS NULL AND p.author_id = (SELECT mint.my_user())) OR p.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) AND (p.state = 'draft' OR (p.state = 'submitted' AND EXISTS (SELECT 1 FROM challenges_challenge c WHERE c.id = p.challenge_id AND c.state = 'open' AND c.deadline_on >= (now() AT TIME ZONE 'Europe/Helsinki')::date)))))",
                name="answer_isolated",
                read="EXISTS (SELECT 1 FROM proposals_proposal parent WHERE parent.id = proposal_id AND true)",
                update="EXISTS (SELECT 1 FROM proposals_proposal p WHERE p.id = proposal_id AND (((p.organisation_id IS NULL AND p.author_id = (SELECT mint.my_user())) OR p.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) AND (p.state = 'draft' OR (p.state = 'submitted' AND EXISTS (SELECT 1 FROM challenges_challenge c WHERE c.id = p.challenge_id AND c.state = 'open' AND c.deadline_on >= (now() AT TIME ZONE 'Europe/Helsinki')::date)))))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="proposalmember",
            constraint=mint.isolation.constraints.Isolated(
                delete="EXISTS (SELECT 1 FROM proposals_proposal p WHERE p.id = proposal_id AND (((p.organisation_id IS NULL AND p.author_id = (SELECT mint.my_user())) OR p.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) AND (p.state = 'draft' OR (p.state = 'submitted' AND EXISTS (SELECT 1 FROM challenges_challenge c WHERE c.id = p.challenge_id AND c.state = 'open' AND c.deadline_on >= (now() AT TIME ZONE 'Europe/Helsinki')::date)))))",
                insert="EXISTS (SELECT 1 FROM proposals_proposal p WHERE p.id = proposal_id AND (((p.organisation_id IS NULL AND p.author_id = (SELECT mint.my_user())) OR p.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) AND (p.state = 'draft' OR (p.state = 'submitted' AND EXISTS (SELECT 1 FROM challenges_challenge c WHERE c.id = p.challenge_id AND c.state = 'open' AND c.deadline_on >= (now() AT TIME ZONE 'Europe/Helsinki')::date)))))",
                name="proposal_member_isolated",
                read="EXISTS (SELECT 1 FROM proposals_proposal parent WHERE parent.id = proposal_id AND true)",
                update="EXISTS (SELECT 1 FROM proposals_proposal p WHERE p.id = proposal_id AND (((p.organisation_id IS NULL AND p.author_id = (SELECT mint.my_user())) OR p.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) AND (p.state = 'draft' OR (p.state = 'submitted' AND EXISTS (SELECT 1 FROM challenges_challenge c WHERE c.id = p.challenge_id AND c.state = 'open' AND c.deadline_on >= (now() AT TIME ZONE 'Europe/Helsinki')::date)))))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="proposalattachment",
            constraint=mint.isolation.constraints.Isolated(
                delete="EXISTS (SELECT 1 FROM proposals_proposal p WHERE p.id = proposal_id AND (((p.organisation_id IS NULL AND p.author_id = (SELECT mint.my_user())) OR p.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) AND (p.state = 'draft' OR (p.state = 'submitted' AND EXISTS (SELECT 1 FROM challenges_challenge c WHERE c.id = p.challenge_id AND c.state = 'open' AND c.deadline_on >= (now() AT TIME ZONE 'Europe/Helsinki')::date)))))",
                insert="EXISTS (SELECT 1 FROM proposals_proposal p WHERE p.id = proposal_id AND (((p.organisation_id IS NULL AND p.author_id = (SELECT mint.my_user())) OR p.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) AND (p.state = 'draft' OR (p.state = 'submitted' AND EXISTS (SELECT 1 FROM challenges_challenge c WHERE c.id = p.challenge_id AND c.state = 'open' AND c.deadline_on >= (now() AT TIME ZONE 'Europe/Helsinki')::date)))))",
                name="proposal_attachment_isolated",
                read="EXISTS (SELECT 1 FROM proposals_proposal parent WHERE parent.id = proposal_id AND true)",
                update="false",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="proposalversion",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="EXISTS (SELECT 1 FROM proposals_proposal p WHERE p.id = proposal_id AND (((p.organisation_id IS NULL AND p.author_id = (SELECT mint.my_user())) OR p.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) AND (p.state = 'draft' OR (p.state = 'submitted' AND EXISTS (SELECT 1 FROM challenges_challenge c WHERE c.id = p.challenge_id AND c.state = 'open' AND c.deadline_on >= (now() AT TIME ZONE 'Europe/Helsinki')::date)))))",
                name="proposal_version_isolated",
                read="EXISTS (SELECT 1 FROM proposals_proposal p WHERE p.id = proposal_id AND ((p.organisation_id IS NULL AND p.author_id = (SELECT mint.my_user())) OR p.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])))",
                update="false",
            ),
        ),
    ]
